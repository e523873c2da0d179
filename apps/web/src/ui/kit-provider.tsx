import { CSPProvider } from '@base-ui/react/csp-provider'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { Announcer } from './announce.tsx'
import { loadConfirm } from './confirm.tsx'
import { loadDialog } from './dialog.tsx'
import { useLayersWanted } from './layers-wanted.ts'
import { loadMenu } from './menu.tsx'
import { loadPopover } from './popover.tsx'

const KitLayers = lazy(async () => ({ default: (await import('./kit-layers.tsx')).KitLayers }))

/** What a press opens: loaded with the first sign of a person, so that it is there before. */
const loadPopups = (): void => {
  for (const load of [loadMenu, loadPopover, loadDialog, loadConfirm]) load()
}

/** What the kit needs once, round the page: toasts, tooltips, the live region, no style elements. */
export const KitProvider = ({ children }: { readonly children: ReactNode }) => {
  const wanted = useLayersWanted()
  useEffect(() => {
    if (wanted) loadPopups()
  }, [wanted])
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
