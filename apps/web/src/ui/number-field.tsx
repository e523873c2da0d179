import { Field, type FieldLook } from './field.tsx'
import { NumberInput, type NumberRange } from './number-input.tsx'

export interface NumberFieldProps extends FieldLook, NumberRange {
  /** Null when the box is empty. */
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  /** What counts while the box is empty. */
  readonly placeholder?: string | undefined
  readonly unit?: string | undefined
  readonly steppers?: boolean | undefined
}

/** A number with steppers; arrow keys step, with Shift ten times as far. */
export const NumberField = ({
  label,
  hideLabel,
  help,
  error,
  action,
  className,
  ...input
}: NumberFieldProps) => (
  <Field {...{ label, hideLabel, help, error, action, className }}>
    {(control) => <NumberInput {...input} control={control} />}
  </Field>
)
