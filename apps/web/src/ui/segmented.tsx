import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
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
}: SegmentedProps<Value>) => (
  <Field {...{ label, hideLabel, help, error, action, className }} labels="group">
    {({ labelId, described }) => (
      <RadioGroup<Value | null>
        {...described}
        {...{ value, disabled }}
        onValueChange={(next) => {
          if (next !== null) onChange(next)
        }}
        aria-labelledby={labelId}
        className={classNames(styles[layout], styles[size])}
      >
        {options.map((option) => (
          <Radio.Root
            key={option.value}
            value={option.value}
            disabled={option.disabled}
            className={styles.option}
          >
            {option.icon !== undefined && (
              <span aria-hidden className={styles.icon}>
                {option.icon}
              </span>
            )}
            <span className={option.hideLabel ? 'visually-hidden' : styles.label}>
              {option.label}
            </span>
            {option.detail !== undefined && <span className={styles.detail}>{option.detail}</span>}
          </Radio.Root>
        ))}
      </RadioGroup>
    )}
  </Field>
)
