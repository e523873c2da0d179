import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './field-row.module.css'

export interface FieldRowProps {
  readonly children: ReactNode
  /** The least width of a field, in pixels; narrower places put fields below each other. */
  readonly least?: number | undefined
  readonly className?: string | undefined
}

/** Fields beside each other, as many as there is room for. */
export const FieldRow = ({ children, least = 140, className }: FieldRowProps) => (
  <div className={classNames(styles.row, className)} style={{ '--least': `${least}px` }}>
    {children}
  </div>
)
