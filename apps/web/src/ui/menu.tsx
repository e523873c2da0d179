import { useState } from 'react'
import { createLater, useLater } from './later.ts'
import { LaterTrigger, type Trigger } from './later-trigger.tsx'
import type { MenuItem } from './menu-items.tsx'

export interface MenuProps {
  readonly trigger: Trigger
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'center' | 'end' | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
}

const layer = createLater(async () => (await import('./menu-layer.tsx')).MenuLayer)

/** Has what shows menus loaded. */
export const loadMenu = (): void => void layer.load().catch(() => {})

/** What can be done, behind a button. */
export const Menu = (props: MenuProps) => {
  const [isWanted, setWanted] = useState(false)
  const { value: MenuLayer } = useLater(layer, isWanted, () => setWanted(false))
  if (MenuLayer !== undefined) return <MenuLayer {...props} pressed />
  return (
    <LaterTrigger
      trigger={props.trigger}
      opens="menu"
      onNear={loadMenu}
      onPress={() => setWanted(true)}
    />
  )
}
