import type { Model } from '../api/types.ts'
import { Badge } from '../ui/badge.tsx'
import { ComboboxField } from '../ui/combobox-field.tsx'

const groups: Readonly<Partial<Record<Model['category'], string>>> = {
  base: 'Checkpoints',
  merged: 'Merged checkpoints',
  diffusion: 'Diffusion models',
}

interface ModelFieldProps {
  readonly painters: readonly Model[]
  readonly value: string | undefined
  /** Family and variant of the model that is chosen. */
  readonly title: string | undefined
  readonly error: string | undefined
  readonly onChange: (filename: string) => void
}

/** The model, found by typing. */
export const ModelField = ({ painters, value, title, error, onChange }: ModelFieldProps) => (
  <ComboboxField
    label="Model"
    value={value ?? null}
    options={painters.map(({ filename, display_name, category }) => ({
      value: filename,
      label: display_name,
      group: groups[category],
    }))}
    onChange={(filename) => {
      if (filename !== null) onChange(filename)
    }}
    placeholder="Search models…"
    empty="No model is called that."
    error={error}
    action={title === undefined ? undefined : <Badge>{title}</Badge>}
  />
)
