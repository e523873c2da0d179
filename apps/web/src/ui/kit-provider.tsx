import { CSPProvider } from '@base-ui/react/csp-provider'
import { lazy, type ReactNode, Suspense } from 'react'
import { Announcer } from './announce.tsx'
import { useLayersWanted } from './layers-wanted.ts'

const KitLayers = lazy(async () => ({ default: (await import('./kit-layers.tsx')).KitLayers }))

/** What the kit needs once, round the page: toasts, tooltips, the live region, no style elements. */
export const KitProvider = ({ children }: { readonly children: ReactNode }) => {
  const wanted = useLayersWanted()
  return (
    <CSPProvider disableStyleElements>
      <Announcer>{children}</Announcer>
      {wanted && (
        <Suspense>
          <KitLayers />
        </Suspense>
      )}
    </CSPProvider>
  )
}
