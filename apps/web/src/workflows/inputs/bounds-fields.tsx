import type { InputEdit } from '../../api/types.ts'
import { FieldRow } from '../../ui/field-row.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { NamesInput } from '../form/names-input.tsx'
import type { EditedInput } from './draft.ts'
import type { ErrorOf } from './row-fields.tsx'

export interface BoundsFieldsProps {
  readonly row: EditedInput
  readonly errorOf: ErrorOf
  readonly onChange: (change: InputEdit) => void
}

const numeric: ReadonlySet<string> = new Set(['integer', 'number', 'seed'])

const bounds = [
  ['minimum', 'Least'],
  ['maximum', 'Most'],
  ['step', 'Step'],
] as const

/** The limits of a number, or the choices that are offered of a list. They only narrow what the nodes take. */
export const BoundsFields = ({ row: { input, edit }, errorOf, onChange }: BoundsFieldsProps) => {
  if (numeric.has(input.type)) {
    return (
      <FieldRow least={110}>
        {bounds.map(([field, label]) => (
          <NumberField
            key={field}
            label={label}
            value={edit[field] ?? null}
            placeholder={input[field] === undefined ? 'None' : String(input[field])}
            steppers={false}
            error={errorOf(field)}
            onChange={(value) => onChange({ [field]: value ?? undefined })}
          />
        ))}
      </FieldRow>
    )
  }
  const { choices = [] } = input
  if (choices.length < 2) return null
  return (
    <NamesInput
      label="Offer only these"
      help={edit.choices === undefined ? `All ${choices.length} are offered.` : undefined}
      value={edit.choices?.map(String)}
      choices={choices.map(String)}
      error={errorOf('choices')}
      onChange={(names) =>
        onChange({
          choices: Array.isArray(names)
            ? names.flatMap((name) => choices.find((choice) => String(choice) === name) ?? [])
            : undefined,
        })
      }
    />
  )
}
