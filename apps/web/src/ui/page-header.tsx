import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './page-header.module.css'

export interface PageHeaderProps {
  readonly title: string
  /** Beside the title: a count, a state. */
  readonly detail?: ReactNode
  readonly actions?: ReactNode
  /** A second line: search, filters. */
  readonly children?: ReactNode
  readonly className?: string | undefined
}

/** The top of a view: its title and what can be done; stays in sight. */
export const PageHeader = ({ title, detail, actions, children, className }: PageHeaderProps) => (
  <header className={classNames(styles.header, className)}>
    <div className={styles.line}>
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
    {children !== undefined && <div className={styles.below}>{children}</div>}
  </header>
)
