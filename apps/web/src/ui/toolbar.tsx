import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './toolbar.module.css'

export interface ToolbarProps {
  /** The name of the group. */
  readonly label: string
  readonly children: ReactNode
  /** At the end of the line. */
  readonly end?: ReactNode
  /** A raised strip, e.g. of what can be done with a selection. */
  readonly raised?: boolean | undefined
  readonly className?: string | undefined
}

/** Buttons that belong together, in a line that wraps. */
export const Toolbar = ({ label, children, end, raised = false, className }: ToolbarProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out as a flex line everywhere
  <div
    role="group"
    aria-label={label}
    className={classNames(styles.toolbar, raised && styles.raised, className)}
  >
    {children}
    {end !== undefined && <div className={styles.end}>{end}</div>}
  </div>
)

/** A hairline between groups of buttons. */
export const ToolbarSeparator = () => <span aria-hidden className={styles.separator} />
