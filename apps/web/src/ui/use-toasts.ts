import { onToasts, toastManager } from './toast-manager.ts'

export type ToastTone = 'neutral' | 'success' | 'danger'

export interface ToastOptions {
  readonly title: string
  readonly detail?: string | undefined
  /** Mainly for undo. Pressing it closes the toast. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
  readonly tone?: ToastTone | undefined
  /** A toast with the id of one that is shown replaces it. */
  readonly id?: string | undefined
}

export interface Toasts {
  /** Says it politely, for 6 s (10 s with an action), longer while it is hovered or focused. */
  readonly show: (options: ToastOptions) => string
  readonly close: (id: string) => void
}

let count = 0

const toasts: Toasts = {
  close: (id) => onToasts(() => toastManager.close(id)),
  show: ({ title, detail, action, tone = 'neutral', id = `toast-${count++}` }) => {
    onToasts(() =>
      toastManager.add({
        id,
        title,
        description: detail,
        type: tone,
        timeout: action === undefined ? 6000 : 10_000,
        actionProps: action && {
          children: action.label,
          onClick: () => {
            toastManager.close(id)
            action.run()
          },
        },
      }),
    )
    return id
  },
}

/** Short messages about what has happened. Never the only place of anything. */
export const useToasts = (): Toasts => toasts
