import { Toast } from '@base-ui/react/toast'
import { useMemo } from 'react'

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

/** Short messages about what has happened. Never the only place of anything. */
export const useToasts = (): Toasts => {
  const { add, close } = Toast.useToastManager()
  return useMemo(
    () => ({
      close,
      show: ({ title, detail, action, tone = 'neutral', id }) => {
        const shown = add({
          id,
          title,
          description: detail,
          type: tone,
          timeout: action === undefined ? 6000 : 10_000,
          ...(action !== undefined && {
            actionProps: {
              children: action.label,
              onClick: () => {
                close(shown)
                action.run()
              },
            },
          }),
        })
        return shown
      },
    }),
    [add, close],
  )
}
