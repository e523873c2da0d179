import { Menu as BaseMenu } from '@base-ui/react/menu'
import { classNames } from './class-names.ts'
import styles from './menu.module.css'
import type { MenuProps } from './menu.tsx'
import { MenuItems } from './menu-items.tsx'
import popup from './popup.module.css'
import { useFirstPress } from './use-first-press.ts'

/** What `Menu` is once it was pressed. */
export const MenuLayer = ({
  trigger,
  items,
  align = 'start',
  side = 'bottom',
  onOpenChange,
  pressed,
}: MenuProps & { readonly pressed: boolean }) => {
  const button = useFirstPress(pressed)
  return (
    <BaseMenu.Root modal={false} onOpenChange={(open) => onOpenChange?.(open)}>
      <BaseMenu.Trigger ref={button} render={trigger} />
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
}
