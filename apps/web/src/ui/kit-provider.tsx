import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { Announcer } from './announce.tsx'
import { ToastProvider } from './toast.tsx'
import { TooltipLayer } from './tooltip.tsx'

/** What the kit needs once, round the page: toasts, tooltips, the live region, no style elements. */
export const KitProvider = ({ children }: { readonly children: ReactNode }) => (
  <CSPProvider disableStyleElements>
    <Tooltip.Provider delay={450} timeout={300}>
      <Announcer>
        <ToastProvider>{children}</ToastProvider>
      </Announcer>
      <TooltipLayer />
    </Tooltip.Provider>
  </CSPProvider>
)
