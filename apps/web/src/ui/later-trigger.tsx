import { cloneElement, type HTMLAttributes, type KeyboardEvent, type ReactElement } from 'react'

/** A `Button` or an `IconButton`. */
export type Trigger = ReactElement<HTMLAttributes<HTMLElement>>

export interface LaterTriggerProps {
  readonly trigger: Trigger
  readonly opens: 'menu' | 'dialog'
  /** It is about to be pressed: what it opens can be loaded. */
  readonly onNear: () => void
  readonly onPress: () => void
}

/** A button whose popup is not loaded yet; to who presses or hears it, it is the same. */
export const LaterTrigger = ({ trigger, opens, onNear, onPress }: LaterTriggerProps) =>
  cloneElement(trigger, {
    'aria-haspopup': opens,
    'aria-expanded': false,
    onPointerEnter: onNear,
    onFocus: onNear,
    onClick: onPress,
    ...(opens === 'menu' && {
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        onPress()
      },
    }),
  })
