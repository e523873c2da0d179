import { type ReactNode, useState } from 'react'
import type { Workflow } from '../../api/types.ts'
import type { FieldRefusal } from '../../ui/problem.ts'
import { canVary, initialSeveral } from '../batch/initial-several.ts'
import { axesOf, type SeveralByKey } from '../batch/several.ts'
import { SeveralField } from '../batch/several-field.tsx'
import { problemsAt, sentenceOf } from '../form/field-problems.ts'
import type { FormField } from '../form/form-field.ts'
import type { SeveralToggle } from '../form/input-field-props.ts'
import type { Values } from '../form/values.ts'

/** The fields of a form that have several values, and how they are drawn. */
export function useSeveral(workflow: Workflow, values: Values) {
  const [several, setSeveral] = useState<SeveralByKey>({})
  const { inputs, hidden_inputs: hidden } = workflow
  const without = (key: string): SeveralByKey => {
    const { [key]: _, ...others } = several
    return others
  }
  const severalOf = (field: FormField): SeveralToggle | undefined => {
    if (!canVary(field.control)) return undefined
    const { key } = field
    const isOn = several[key] !== undefined
    return {
      isOn,
      toggle: () =>
        setSeveral(isOn ? without(key) : { ...several, [key]: initialSeveral(field, values[key]) }),
    }
  }
  const renderSeveral = (field: FormField, problems: readonly FieldRefusal[]): ReactNode => {
    const own = several[field.key]
    if (own === undefined) return null
    return (
      <SeveralField
        {...{ field }}
        several={own}
        onChange={(next) => setSeveral({ ...several, [field.key]: next })}
        onOff={() => setSeveral(without(field.key))}
        error={sentenceOf(problemsAt(problems, field.key))}
      />
    )
  }
  return { axes: axesOf(several, [...inputs, ...hidden]), severalOf, renderSeveral }
}
