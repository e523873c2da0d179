import type { FieldRefusal } from '../../ui/problem.ts'
import type { FormField } from './form-field.ts'
import type { Values } from './values.ts'

export interface SeveralToggle {
  readonly isOn: boolean
  readonly toggle: () => void
}

/** What every field of the form takes. */
export interface InputFieldProps {
  readonly field: FormField
  /** Undefined stays as it was saved. */
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** All of the form. */
  readonly values: Values
  readonly problems: readonly FieldRefusal[]
  /** The seed of the newest run. */
  readonly lastSeed?: number | undefined
  readonly several?: SeveralToggle | undefined
}
