import { Popover as BasePopover } from '@base-ui/react/popover'
import { classNames } from './class-names.ts'
import styles from './popover.module.css'
import type { PopoverProps } from './popover.tsx'
import popup from './popup.module.css'
import { useFirstPress } from './use-first-press.ts'

/** What `Popover` is once it was pressed. */
export const PopoverLayer = ({
  trigger,
  title,
  hideTitle = false,
  children,
  align = 'start',
  side = 'bottom',
  open,
  onOpenChange,
  className,
  pressed,
}: PopoverProps & { readonly pressed: boolean }) => {
  const button = useFirstPress(pressed)
  return (
    <BasePopover.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <BasePopover.Trigger ref={button} render={trigger} />
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
}
