import { ToastLayer } from './toast.tsx'
import { TooltipLayer } from './tooltip-layer.tsx'

/** What lies over the page: tooltips and toasts. Loaded apart from it. */
export const KitLayers = () => (
  <>
    <TooltipLayer />
    <ToastLayer />
  </>
)
