import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './empty-state.module.css'

export interface EmptyStateProps {
  readonly icon?: ReactNode
  /** One sentence: what will be here. */
  readonly title: string
  readonly detail?: ReactNode
  /** The way on: a `Button` or two. */
  readonly action?: ReactNode
  readonly className?: string | undefined
}

/** What a place says while nothing is in it, and the way on. */
export const EmptyState = ({ icon, title, detail, action, className }: EmptyStateProps) => (
  <div className={classNames(styles.empty, className)}>
    {icon !== undefined && (
      <span aria-hidden className={styles.icon}>
        {icon}
      </span>
    )}
    <p className={styles.title}>{title}</p>
    {detail !== undefined && <div className={styles.detail}>{detail}</div>}
    {action !== undefined && <div className={styles.action}>{action}</div>}
  </div>
)
