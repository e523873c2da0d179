import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu'
import type { ReactElement } from 'react'
import { classNames } from './class-names.ts'
import styles from './menu.module.css'
import { type MenuItem, MenuItems } from './menu-items.tsx'
import popup from './popup.module.css'

export interface ContextMenuProps {
  /** The element whose right click or long press opens it. */
  readonly children: ReactElement
  readonly items: readonly MenuItem[]
  readonly onOpenChange?: ((open: boolean) => void) | undefined
}

/** A menu by right click or long press; never the only way to what it offers. */
export const ContextMenu = ({ children, items, onOpenChange }: ContextMenuProps) => (
  <BaseContextMenu.Root onOpenChange={(open) => onOpenChange?.(open)}>
    <BaseContextMenu.Trigger render={children} />
    <BaseContextMenu.Portal>
      <BaseContextMenu.Positioner collisionPadding={8} className={popup.positioner}>
        <BaseContextMenu.Popup className={classNames(popup.popup, popup.list, styles.popup)}>
          <MenuItems items={items} />
        </BaseContextMenu.Popup>
      </BaseContextMenu.Positioner>
    </BaseContextMenu.Portal>
  </BaseContextMenu.Root>
)
