import { type ReactNode, useMemo } from 'react'
import type { WorkflowInput } from '../../api/types.ts'
import type { FieldRefusal } from '../../ui/problem.ts'
import { problemsAt } from './field-problems.ts'
import styles from './form.module.css'
import { type FormField, toForm } from './form-field.ts'
import { FormGroup } from './form-group.tsx'
import { InputField } from './input-field.tsx'
import type { SeveralToggle } from './input-field-props.ts'
import { type Values, withValue } from './values.ts'

export interface WorkflowFormProps {
  readonly inputs: readonly WorkflowInput[]
  /** What can be set as well, folded at the end. */
  readonly hidden?: readonly WorkflowInput[] | undefined
  readonly values: Values
  readonly onChange: (values: Values) => void
  /** As the API tells them: `path` is the key, or `inputs.` and the key. */
  readonly problems?: readonly FieldRefusal[] | undefined
  readonly lastSeed?: number | undefined
  /** Makes each field one that can have several values. */
  readonly severalOf?: ((field: FormField) => SeveralToggle | undefined) | undefined
  /** What stands in the place of a field that has several values. */
  readonly renderSeveral?: ((field: FormField) => ReactNode) | undefined
}

const nothing: readonly never[] = []

/** The form of a workflow: a field for each input, by its type. What is not set stays as the workflow was saved. */
export const WorkflowForm = ({
  inputs,
  hidden = nothing,
  values,
  onChange,
  problems = nothing,
  lastSeed,
  severalOf,
  renderSeveral,
}: WorkflowFormProps) => {
  const sections = useMemo(() => toForm({ inputs, hidden }), [inputs, hidden])
  const fields = (own: readonly FormField[]) =>
    own.map((field) => {
      const several = severalOf?.(field)
      if (several?.isOn)
        return (
          <div key={field.key} className={styles.field}>
            {renderSeveral?.(field)}
          </div>
        )
      return (
        <InputField
          key={field.key}
          {...{ field, several, lastSeed, values }}
          value={values[field.key]}
          problems={problemsAt(problems, field.key)}
          onChange={(value) => onChange(withValue(values, field.key, value))}
        />
      )
    })
  return (
    <div className={styles.form}>
      {sections.map(({ title, fields: own, isFolded }) =>
        title === '' ? (
          <div key={title} className={`${styles.fields} ${styles.first}`}>
            {fields(own)}
          </div>
        ) : (
          <FormGroup
            key={title}
            {...{ title, isFolded }}
            hasProblem={own.some(({ key }) => problemsAt(problems, key).length > 0)}
          >
            {fields(own)}
          </FormGroup>
        ),
      )}
    </div>
  )
}
