import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FieldActions } from './field-actions.tsx'
import { sentenceOf } from './field-problems.ts'
import styles from './form.module.css'
import type { FormField } from './form-field.ts'
import { InputControl } from './input-control.tsx'
import type { InputFieldProps } from './input-field-props.ts'

/** Fields that stand beside each other. */
const isNarrow = ({ control }: FormField): boolean =>
  (control.kind === 'number' && !control.hasSlider) ||
  (control.kind === 'choice' && !control.isFile) ||
  (control.kind === 'text' && !control.isLong)

/** One input of a workflow: its control, what is wrong with it, and the names that may have been meant. */
export const InputField = ({
  field,
  value,
  values,
  onChange,
  problems,
  lastSeed,
  several,
}: InputFieldProps) => {
  const { label, help, isWellKnown, isRequired } = field
  const nearest = problems.flatMap((problem) => problem.nearest ?? [])
  const look = {
    label: isRequired ? `${label} (required)` : label,
    help: isWellKnown ? undefined : help,
    error: sentenceOf(problems),
  }
  const actions = (
    <FieldActions
      label={label}
      help={isWellKnown ? help : undefined}
      reset={value === undefined ? undefined : () => onChange(undefined)}
      several={several}
    />
  )
  return (
    <div className={classNames(styles.field, isNarrow(field) && styles.narrow)}>
      <InputControl {...{ field, value, values, onChange, lastSeed, look, actions }} />
      {nearest.length > 0 && (
        <div className={styles.nearest}>
          <span>Nearest:</span>
          {nearest.map((name) => (
            <Button key={name} size="small" onClick={() => onChange(name)}>
              {name}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
