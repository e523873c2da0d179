import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classNames } from './class-names.ts'

export interface BadgeProps {
  readonly children: ReactNode
  readonly tone?: 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | undefined
  readonly icon?: ReactNode
  /** A dot of the tone before the words. */
  readonly dot?: boolean | undefined
  readonly className?: string | undefined
}

/** A short word about a state. */
export const Badge = ({ children, tone = 'neutral', icon, dot = false, className }: BadgeProps) => (
  <span className={classNames(styles.badge, styles[tone], className)}>
    {dot && <span aria-hidden className={styles.dot} />}
    {icon}
    {children}
  </span>
)
