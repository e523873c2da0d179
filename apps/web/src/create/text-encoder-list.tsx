import { X } from 'lucide-react'
import type { Model } from '../api/types.ts'
import { Button } from '../ui/button.tsx'
import { ComboboxField } from '../ui/combobox-field.tsx'
import styles from './text-encoder-list.module.css'

const most = 4

interface TextEncoderListProps {
  readonly known: readonly Model[]
  readonly value: readonly string[]
  readonly onChange: (names: readonly string[]) => void
  readonly errors: Readonly<Record<string, string>>
}

/** Text encoders in place of those that are found, in their order. */
export const TextEncoderList = ({ known, value, onChange, errors }: TextEncoderListProps) => {
  if (known.length === 0 && value.length === 0) return null
  const wrong = value.findIndex((_, at) => errors[`text_encoders.${at}`] !== undefined)
  return (
    <div className={styles.list}>
      <ComboboxField
        label="Text encoders"
        value={null}
        placeholder={value.length === 0 ? 'As they are found' : 'Add another…'}
        disabled={value.length >= most}
        options={known
          .filter(({ filename }) => !value.includes(filename))
          .map(({ filename, display_name }) => ({ value: filename, label: display_name }))}
        onChange={(name) => {
          if (name !== null) onChange([...value, name])
        }}
        error={errors.text_encoders ?? errors[`text_encoders.${wrong}`]}
      />
      {value.map((name) => (
        <Button
          key={name}
          size="small"
          trailing={<X aria-hidden />}
          aria-label={`Remove ${name}`}
          onClick={() => onChange(value.filter((one) => one !== name))}
        >
          {name}
        </Button>
      ))}
    </div>
  )
}
