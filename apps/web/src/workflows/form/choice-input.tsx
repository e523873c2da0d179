import type { ReactNode } from 'react'
import { ComboboxField } from '../../ui/combobox-field.tsx'
import type { FieldLook } from '../../ui/field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { ListItem } from './form-field.ts'

export interface ChoiceInputProps extends FieldLook {
  readonly value: unknown
  readonly choices: readonly ListItem[]
  readonly onChange: (value: unknown) => void
  readonly action?: ReactNode
}

/** More than these are searched. */
const mostListed = 12

/** One of a list; free text where no server tells one. */
export const ChoiceInput = ({ value, choices, onChange, ...look }: ChoiceInputProps) => {
  const text = value === undefined || value === null ? null : String(value)
  if (choices.length === 0) {
    return <TextField {...look} value={text ?? ''} onChange={(next) => onChange(next)} />
  }
  const options = choices.map((choice) => ({ value: String(choice), label: String(choice) }))
  const choose = (next: string | null) =>
    onChange(choices.find((choice) => String(choice) === next) ?? next ?? undefined)
  const isListed = text === null || options.some((option) => option.value === text)
  if (options.length <= mostListed && isListed) {
    return <SelectField {...look} value={text} options={options} onChange={choose} />
  }
  return <ComboboxField {...look} value={text} options={options} onChange={choose} />
}
