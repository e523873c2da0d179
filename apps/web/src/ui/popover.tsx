import { Popover as BasePopover } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './popover.module.css'
import popup from './popup.module.css'

export interface PopoverProps {
  /** A `Button` or an `IconButton`. */
  readonly trigger: ReactElement
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

/** Controls behind a button, in a small surface beside it. */
export const Popover = ({
  trigger,
  title,
  hideTitle = false,
  children,
  align = 'start',
  side = 'bottom',
  open,
  onOpenChange,
  className,
}: PopoverProps) => (
  <BasePopover.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
    <BasePopover.Trigger render={trigger} />
    <BasePopover.Portal>
      <BasePopover.Positioner
        {...{ align, side }}
        sideOffset={6}
        collisionPadding={8}
        className={popup.positioner}
      >
        <BasePopover.Popup className={classNames(popup.popup, styles.popup, className)}>
          <BasePopover.Title className={hideTitle ? 'visually-hidden' : styles.title}>
            {title}
          </BasePopover.Title>
          {children}
        </BasePopover.Popup>
      </BasePopover.Positioner>
    </BasePopover.Portal>
  </BasePopover.Root>
)
