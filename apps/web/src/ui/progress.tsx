import { classNames } from './class-names.ts'
import styles from './progress.module.css'

export interface ProgressProps {
  /** What is going on; said to screen readers. */
  readonly label: string
  /** From 0 to 1; null when nobody knows. */
  readonly value: number | null
  /** Said instead of the percentage, e.g. `step 7 of 20`. */
  readonly valueText?: string | undefined
  readonly shape?: 'bar' | 'ring' | undefined
  /** The diameter of a ring, in pixels. */
  readonly size?: number | undefined
  readonly className?: string | undefined
}

/** How far something is: a bar, or a ring for small places. */
export const Progress = ({
  label,
  value,
  valueText,
  shape = 'bar',
  size = 20,
  className,
}: ProgressProps) => {
  const part = value === null ? undefined : Math.min(1, Math.max(0, value))
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={part === undefined ? undefined : Math.round(part * 100)}
      aria-valuetext={valueText}
      className={classNames(styles[shape], part === undefined && styles.unknown, className)}
      style={{ '--part': part, ...(shape === 'ring' && { inlineSize: size, blockSize: size }) }}
    >
      {shape === 'bar' ? (
        <div className={styles.fill} />
      ) : (
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r="8" pathLength="1" className={styles.rail} />
          <circle cx="10" cy="10" r="8" pathLength="1" className={styles.arc} />
        </svg>
      )}
    </div>
  )
}
