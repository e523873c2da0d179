import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'

/** What every field takes. */
export interface FieldLook {
  readonly label: string
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean | undefined
  readonly help?: ReactNode
  /** What is wrong with the value, as one sentence. */
  readonly error?: string | undefined
  /** At the right of the label: a reset, a count, a link. */
  readonly action?: ReactNode
  readonly className?: string | undefined
}

/** What a field's control needs, so that label, help and error belong to it. */
export interface FieldControl {
  readonly id: string
  readonly labelId: string
  readonly described: {
    readonly 'aria-describedby': string | undefined
    readonly 'aria-invalid': true | undefined
  }
}

export interface FieldProps extends FieldLook {
  /** `group` when no single element can be labelled: the control then uses `labelId`. */
  readonly labels?: 'control' | 'group' | undefined
  readonly children: (control: FieldControl) => ReactNode
}

/** Label, control, help and error of one value. The kit's fields are made of it. */
export const Field = ({
  label,
  hideLabel = false,
  help,
  error,
  action,
  className,
  labels = 'control',
  children,
}: FieldProps) => {
  const id = useId()
  const labelId = `${id}-label`
  const helpId = help === undefined ? undefined : `${id}-help`
  const errorId = error === undefined ? undefined : `${id}-error`
  const describedBy = [errorId, helpId].filter((part) => part !== undefined).join(' ')
  const Label = labels === 'control' ? 'label' : 'span'
  const name = (
    <Label
      id={labelId}
      className={hideLabel ? 'visually-hidden' : styles.label}
      {...(labels === 'control' && { htmlFor: id })}
    >
      {label}
    </Label>
  )
  return (
    <div className={classNames(styles.field, className)}>
      {hideLabel && action === undefined ? (
        name
      ) : (
        <div className={styles.top}>
          {name}
          {action !== undefined && <span className={styles.action}>{action}</span>}
        </div>
      )}
      {children({
        id,
        labelId,
        described: {
          'aria-describedby': describedBy === '' ? undefined : describedBy,
          'aria-invalid': error === undefined ? undefined : true,
        },
      })}
      {error !== undefined && (
        <p id={errorId} className={styles.error}>
          {error}
        </p>
      )}
      {help !== undefined && (
        <p id={helpId} className={styles.help}>
          {help}
        </p>
      )}
    </div>
  )
}
