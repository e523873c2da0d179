import { classNames } from './class-names.ts'
import styles from './kbd.module.css'

export interface KbdProps {
  /** Keys joined by `+`, e.g. `Ctrl+Enter`. */
  readonly keys: string
  readonly className?: string | undefined
}

/** A shortcut as small keys. */
export const Kbd = ({ keys, className }: KbdProps) => (
  <kbd className={classNames(styles.keys, className)}>
    {keys.split('+').map((key) => (
      <kbd key={key} className={styles.key}>
        {key}
      </kbd>
    ))}
  </kbd>
)
