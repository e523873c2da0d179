import type { ReactNode } from 'react'
import { createLater, useLater } from './later.ts'

export interface ConfirmProps {
  readonly open: boolean
  readonly onClose: () => void
  /** A question. */
  readonly title: string
  /** What will happen, and whether it can be undone. */
  readonly detail?: ReactNode
  /** The verb of the question, e.g. `Delete 3 pictures`. */
  readonly confirmLabel: string
  readonly danger?: boolean | undefined
  /** A promise is waited for, busy; then it closes. A rejection is shown, and keeps it open. */
  readonly onConfirm: () => unknown
}

const layer = createLater(async () => (await import('./confirm-layer.tsx')).ConfirmLayer)

/** Has what shows them loaded. */
export const loadConfirm = (): void => void layer.load().catch(() => {})

/** Asks before something that cannot be undone. What can be undone needs no question but a toast. */
export const Confirm = (props: ConfirmProps) => {
  // When it cannot be loaded, it counts as closed: the next press tries again.
  const { value: ConfirmLayer } = useLater(layer, props.open, props.onClose)
  return ConfirmLayer === undefined ? null : <ConfirmLayer {...props} />
}
