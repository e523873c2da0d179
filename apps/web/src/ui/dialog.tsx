import type { ReactNode, RefObject } from 'react'
import { createLater, useLater } from './later.ts'

export interface DialogProps {
  readonly open: boolean
  /** Escape, the backdrop or the cross asked for it. */
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons at the end, the main one last. */
  readonly actions?: ReactNode
  readonly size?: 'small' | 'medium' | 'large' | 'full' | undefined
  /** Where the focus begins; else the first thing that takes it. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined
  /** Keeps a press outside from closing it, e.g. where something was typed. */
  readonly keepOnPressOutside?: boolean | undefined
  readonly className?: string | undefined
}

const layer = createLater(async () => (await import('./dialog-layer.tsx')).DialogLayer)

/** Has what shows them loaded. */
export const loadDialog = (): void => void layer.load().catch(() => {})

/** A modal dialog; on small screens a sheet as large as the screen, unless `small`. */
export const Dialog = (props: DialogProps) => {
  // When it cannot be loaded, it counts as closed: the next press tries again.
  const { value: DialogLayer } = useLater(layer, props.open, props.onClose)
  return DialogLayer === undefined ? null : <DialogLayer {...props} />
}
