import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { Router } from 'wouter'
import { base } from './api/base.ts'
import { startLive } from './api/live.ts'
import { queryClient, refreshOnEvents } from './api/query-client.ts'
import { isReady, keepSession, renewSession } from './api/session.ts'
import { useStore } from './api/store.ts'
import { isLocked } from './api/token.ts'
import { Shell } from './shell/shell.tsx'
import { KitProvider } from './ui/kit-provider.tsx'

const Login = lazy(async () => ({ default: (await import('./shell/login.tsx')).Login }))

const routerBase = base.pathname.replace(/\/$/, '')

/** The views, which follow the server. */
const OpenPage = () => {
  useEffect(() => {
    const ends = [refreshOnEvents(), startLive(renewSession)]
    return () => {
      for (const end of ends) end()
    }
  }, [])
  return (
    <Router base={routerBase}>
      <Shell />
    </Router>
  )
}

/** The page, or the login where the server wants a token. */
const Gate = () => {
  const locked = useStore(isLocked)
  const ready = useStore(isReady)
  useEffect(keepSession, [])
  if (locked) {
    return (
      <Suspense>
        <Login />
      </Suspense>
    )
  }
  return ready ? <OpenPage /> : null
}

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <KitProvider>
      <Gate />
    </KitProvider>
  </QueryClientProvider>
)
