import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './tabs.module.css'

export interface Tab<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: ReactNode
  /** Behind the label, e.g. a number. */
  readonly count?: ReactNode
  readonly panel: ReactNode
  readonly disabled?: boolean | undefined
}

export interface TabsProps<Value extends string> {
  /** The name of the list of tabs. */
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly tabs: readonly Tab<Value>[]
  readonly className?: string | undefined
}

/** Panels of which one is shown. Panels that are not shown are not in the page. */
export const Tabs = <Value extends string>({
  label,
  value,
  onChange,
  tabs,
  className,
}: TabsProps<Value>) => (
  <BaseTabs.Root
    value={value}
    onValueChange={(next) => onChange(next)}
    className={classNames(styles.tabs, className)}
  >
    <BaseTabs.List aria-label={label} className={styles.list}>
      {tabs.map((tab) => (
        <BaseTabs.Tab
          key={tab.value}
          value={tab.value}
          disabled={tab.disabled ?? false}
          className={styles.tab}
        >
          {tab.icon}
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </BaseTabs.Tab>
      ))}
    </BaseTabs.List>
    {tabs.map((tab) => (
      <BaseTabs.Panel key={tab.value} value={tab.value} className={styles.panel}>
        {tab.panel}
      </BaseTabs.Panel>
    ))}
  </BaseTabs.Root>
)
