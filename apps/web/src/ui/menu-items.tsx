import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Kbd } from './kbd.tsx'
import styles from './menu.module.css'
import popup from './popup.module.css'

export interface MenuItem {
  readonly label: string
  readonly icon?: ReactNode
  /** Shown at the right; the view listens for it. */
  readonly shortcut?: string | undefined
  readonly danger?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** A hairline above it. */
  readonly separated?: boolean | undefined
  /** Makes it a box to tick. */
  readonly checked?: boolean | undefined
  readonly onSelect?: (() => void) | undefined
  /** Makes it an anchor, e.g. a download. */
  readonly href?: string | undefined
  readonly download?: string | boolean | undefined
}

const Content = ({ item }: { readonly item: MenuItem }) => (
  <>
    {item.icon !== undefined && <span className={popup.icon}>{item.icon}</span>}
    <span className={popup.words}>{item.label}</span>
    {item.shortcut !== undefined && <Kbd keys={item.shortcut} className={styles.shortcut} />}
  </>
)

const Item = ({ item }: { readonly item: MenuItem }) => {
  const look = {
    disabled: item.disabled ?? false,
    className: classNames(popup.item, item.danger && styles.danger),
  }
  if (item.href !== undefined) {
    return (
      <BaseMenu.LinkItem
        className={look.className}
        href={item.href}
        download={item.download}
        closeOnClick
      >
        <Content item={item} />
      </BaseMenu.LinkItem>
    )
  }
  if (item.checked !== undefined) {
    return (
      <BaseMenu.CheckboxItem
        {...look}
        checked={item.checked}
        closeOnClick
        onClick={() => item.onSelect?.()}
      >
        <Content item={item} />
        <span className={popup.mark}>
          <BaseMenu.CheckboxItemIndicator>
            <Check aria-hidden />
          </BaseMenu.CheckboxItemIndicator>
        </span>
      </BaseMenu.CheckboxItem>
    )
  }
  return (
    <BaseMenu.Item {...look} onClick={() => item.onSelect?.()}>
      <Content item={item} />
    </BaseMenu.Item>
  )
}

/** The items of a `Menu` or a `ContextMenu`. */
export const MenuItems = ({ items }: { readonly items: readonly MenuItem[] }) =>
  items.map((item) => (
    <Fragment key={item.label}>
      {item.separated && <BaseMenu.Separator className={popup.separator} />}
      <Item item={item} />
    </Fragment>
  ))
