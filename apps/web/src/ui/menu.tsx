import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { ReactElement } from 'react'
import { classNames } from './class-names.ts'
import styles from './menu.module.css'
import { type MenuItem, MenuItems } from './menu-items.tsx'
import popup from './popup.module.css'

export interface MenuProps {
  /** A `Button` or an `IconButton`. */
  readonly trigger: ReactElement
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
}

/** What can be done, behind a button. */
export const Menu = ({
  trigger,
  items,
  align = 'start',
  side = 'bottom',
  onOpenChange,
}: MenuProps) => (
  <BaseMenu.Root modal={false} onOpenChange={(open) => onOpenChange?.(open)}>
    <BaseMenu.Trigger render={trigger} />
    <BaseMenu.Portal>
      <BaseMenu.Positioner
        {...{ align, side }}
        sideOffset={4}
        collisionPadding={8}
        className={popup.positioner}
      >
        <BaseMenu.Popup className={classNames(popup.popup, popup.list, styles.popup)}>
          <MenuItems items={items} />
        </BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  </BaseMenu.Root>
)
