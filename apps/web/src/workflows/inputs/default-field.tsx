import { Undo2 } from 'lucide-react'
import { IconButton } from '../../ui/icon-button.tsx'
import { toFormField } from '../form/form-field.ts'
import { InputControl } from '../form/input-control.tsx'
import type { BoundsFieldsProps } from './bounds-fields.tsx'

const noValues = {}
const simple: ReadonlySet<string> = new Set(['text', 'number', 'switch', 'choice'])

const isSimple = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

/** The value that counts when a person leaves the field as it is; files and seeds have none. */
export const DefaultField = ({ row: { input, edit }, errorOf, onChange }: BoundsFieldsProps) => {
  const field = toFormField({ ...input, choices: [...(edit.choices ?? input.choices ?? [])] })
  if (!simple.has(field.control.kind)) return null
  const isSaid = edit.default !== undefined
  return (
    <InputControl
      field={field}
      value={edit.default}
      values={noValues}
      look={{ label: 'Starts as', error: errorOf('default') }}
      actions={
        isSaid ? (
          <IconButton
            size="small"
            label="As it was saved"
            icon={<Undo2 aria-hidden />}
            onClick={() => onChange({ default: undefined })}
          />
        ) : undefined
      }
      onChange={(value) => onChange({ default: isSimple(value) ? value : undefined })}
    />
  )
}
