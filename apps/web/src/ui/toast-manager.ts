import { Toast } from '@base-ui/react/toast'
import { wantLayers } from './layers-wanted.ts'

/** Takes toasts from anywhere; `ToastLayer` shows them. */
export const toastManager = Toast.createToastManager()

let isShown = false
const waiting: (() => void)[] = []

/** Acts on the toasts as soon as their layer is there, which it need not be at first. */
export const onToasts = (act: () => void): void => {
  if (isShown) act()
  else {
    waiting.push(act)
    wantLayers()
  }
}

/** Says that the layer is there; what comes back says that it went. */
export const startToasts = (): (() => void) => {
  isShown = true
  for (const act of waiting.splice(0)) act()
  return () => {
    isShown = false
  }
}
