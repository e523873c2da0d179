import { CircleAlert, RotateCw, X } from 'lucide-react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import type { Problem } from './problem.ts'
import styles from './problem-note.module.css'

export interface ProblemNoteProps {
  readonly problem: Problem
  readonly retry?: (() => void) | undefined
  /** Takes one of the nearest names for the field at `path`; without it the names are only read. */
  readonly onPick?: ((path: string, value: string) => void) | undefined
  readonly onDismiss?: (() => void) | undefined
  readonly className?: string | undefined
}

/** What went wrong, what to do about it, and the ways on. */
export const ProblemNote = ({ problem, retry, onPick, onDismiss, className }: ProblemNoteProps) => (
  <div role="alert" className={classNames(styles.note, className)}>
    <CircleAlert aria-hidden className={styles.icon} />
    <div className={styles.words}>
      <p className={styles.detail}>{problem.detail}</p>
      {problem.hint !== undefined && <p className={styles.hint}>{problem.hint}</p>}
      {problem.errors !== undefined && problem.errors.length > 0 && (
        <ul className={styles.errors}>
          {problem.errors.map(({ path, message, nearest = [] }) => (
            <li key={`${path} ${message}`}>
              {path !== '' && <code className={styles.path}>{path}</code>} {message}
              {nearest.length > 0 && (
                <span className={styles.nearest}>
                  <span>Nearest:</span>
                  {nearest.map((name) =>
                    onPick === undefined ? (
                      <code key={name}>{name}</code>
                    ) : (
                      <Button key={name} size="small" onClick={() => onPick(path, name)}>
                        {name}
                      </Button>
                    ),
                  )}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {retry !== undefined && (
        <Button
          size="small"
          icon={<RotateCw aria-hidden />}
          className={styles.retry}
          onClick={retry}
        >
          Try again
        </Button>
      )}
    </div>
    {onDismiss !== undefined && (
      <IconButton label="Dismiss" icon={<X aria-hidden />} size="small" onClick={onDismiss} />
    )}
  </div>
)
