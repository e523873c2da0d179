import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Router } from 'wouter'
import { base } from './api/base.ts'
import { startLive } from './api/live.ts'
import { queryClient, refreshOnEvents } from './api/query-client.ts'
import { useStore } from './api/store.ts'
import { isLocked, token } from './api/token.ts'
import { Shell } from './shell/shell.tsx'
import { KitProvider } from './ui/kit-provider.tsx'

const routerBase = base.pathname.replace(/\/$/, '')

/** Follows the server while the page may: with a token that is missing, each request would be refused. */
function useLiveServer(): void {
  const locked = useStore(isLocked)
  const key = useStore(token)
  useEffect(() => {
    if (locked) return
    void key
    const ends = [refreshOnEvents(), startLive()]
    return () => {
      for (const end of ends) end()
    }
  }, [locked, key])
}

export const App = () => {
  useLiveServer()
  return (
    <QueryClientProvider client={queryClient}>
      <KitProvider>
        <Router base={routerBase}>
          <Shell />
        </Router>
      </KitProvider>
    </QueryClientProvider>
  )
}
