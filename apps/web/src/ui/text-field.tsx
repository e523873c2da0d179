import type { ComponentPropsWithRef, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field, type FieldLook } from './field.tsx'
import styles from './text-field.module.css'

export interface TextFieldProps
  extends FieldLook,
    Omit<ComponentPropsWithRef<'input'>, 'value' | 'onChange' | 'className' | 'id'> {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly icon?: ReactNode
  /** In the box behind the text: a unit, an `IconButton size="small"`. */
  readonly trailing?: ReactNode
}

/** One line of text. */
export const TextField = ({
  label,
  hideLabel,
  help,
  error,
  action,
  className,
  value,
  onChange,
  icon,
  trailing,
  ...input
}: TextFieldProps) => (
  <Field {...{ label, hideLabel, help, error, action, className }}>
    {({ id, described }) => (
      <div className={classNames(control.control, styles.box)}>
        {icon !== undefined && <span className={styles.icon}>{icon}</span>}
        <input
          type="text"
          {...input}
          {...described}
          id={id}
          className={control.bare}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {trailing !== undefined && <span className={styles.trailing}>{trailing}</span>}
      </div>
    )}
  </Field>
)
