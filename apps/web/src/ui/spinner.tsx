import { classNames } from './class-names.ts'
import styles from './spinner.module.css'

export interface SpinnerProps {
  /** Said to screen readers; without it the spinner is decoration. */
  readonly label?: string | undefined
  readonly size?: number | undefined
  readonly className?: string | undefined
}

/** A small turning ring: something is on its way and nobody knows how long it takes. */
export const Spinner = ({ label, size = 16, className }: SpinnerProps) => (
  <span
    className={classNames(styles.spinner, className)}
    style={{ inlineSize: size, blockSize: size }}
    {...(label === undefined
      ? { 'aria-hidden': true }
      : { role: 'status' as const, 'aria-label': label })}
  />
)
