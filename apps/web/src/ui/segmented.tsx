import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldLook } from './field.tsx'
import styles from './segmented.module.css'

export interface SegmentedOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly icon?: ReactNode
  /** A second, quiet line, e.g. `1024 × 1024`. */
  readonly detail?: string | undefined
  /** Shows the icon alone; the label stays its name. */
  readonly hideLabel?: boolean | undefined
  readonly disabled?: boolean | undefined
}

export interface SegmentedProps<Value extends string> extends FieldLook {
  /** Null when the value is none of the options. */
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly options: readonly SegmentedOption<Value>[]
  /** `tiles` puts the icon above the label, in a grid that wraps. */
  readonly layout?: 'line' | 'tiles' | undefined
  readonly size?: 'small' | 'medium' | undefined
  readonly disabled?: boolean | undefined
}

/** One of a few values, all in sight: radio buttons that look like one control. */
export const Segmented = <Value extends string>({
  label,
  hideLabel,
  help,
  error,
  action,
  className,
  value,
  onChange,
  options,
  layout = 'line',
  size = 'medium',
  disabled = false,
}: SegmentedProps<Value>) => {
  const name = useId()
  return (
    <Field {...{ label, hideLabel, help, error, action, className }} labels="group">
      {({ labelId, described }) => (
        <div
          {...described}
          role="radiogroup"
          aria-labelledby={labelId}
          className={classNames(styles[layout], styles[size])}
        >
          {options.map((option) => (
            <label key={option.value} className={styles.option}>
              <input
                type="radio"
                className={styles.radio}
                name={name}
                checked={option.value === value}
                disabled={disabled || option.disabled}
                onChange={() => onChange(option.value)}
              />
              {option.icon !== undefined && (
                <span aria-hidden className={styles.icon}>
                  {option.icon}
                </span>
              )}
              <span className={option.hideLabel ? 'visually-hidden' : styles.label}>
                {option.label}
              </span>
              {option.detail !== undefined && (
                <span className={styles.detail}>{option.detail}</span>
              )}
            </label>
          ))}
        </div>
      )}
    </Field>
  )
}
