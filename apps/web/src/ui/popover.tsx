import { type ReactNode, useState } from 'react'
import { createLater, useLater } from './later.ts'
import { LaterTrigger, type Trigger } from './later-trigger.tsx'

export interface PopoverProps {
  readonly trigger: Trigger
  /** The name of the popover; shown at its top unless `hideTitle`. */
  readonly title: string
  readonly hideTitle?: boolean | undefined
  readonly children: ReactNode
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  readonly open?: boolean | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
  readonly className?: string | undefined
}

const layer = createLater(async () => (await import('./popover-layer.tsx')).PopoverLayer)

/** Has what shows popovers loaded. */
export const loadPopover = (): void => void layer.load().catch(() => {})

/** Controls behind a button, in a small surface beside it. */
export const Popover = (props: PopoverProps) => {
  const { open = false, trigger } = props
  const [isPressed, setPressed] = useState(false)
  const { value: PopoverLayer } = useLater(layer, open || isPressed, () => setPressed(false))
  if (PopoverLayer !== undefined) return <PopoverLayer {...props} pressed={isPressed} />
  return (
    <LaterTrigger
      trigger={trigger}
      opens="dialog"
      onNear={loadPopover}
      onPress={() => setPressed(true)}
    />
  )
}
