import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { ComboboxField } from '../../ui/combobox-field.tsx'
import type { FieldLook } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './form.module.css'

export interface NamesInputProps extends FieldLook {
  readonly value: unknown
  readonly choices: readonly string[]
  readonly onChange: (value: unknown) => void
  readonly action?: ReactNode
}

const namesOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []

/** Several files of a list, in their order. */
export const NamesInput = ({ value, choices, onChange, ...look }: NamesInputProps) => {
  const names = namesOf(value)
  const set = (next: readonly string[]) => onChange(next.length === 0 ? undefined : next)
  return (
    <div className={styles.stack}>
      <ComboboxField
        {...look}
        value={null}
        options={choices
          .filter((name) => !names.includes(name))
          .map((name) => ({ value: name, label: name }))}
        placeholder="Add…"
        onChange={(name) => {
          if (name !== null) set([...names, name])
        }}
      />
      {names.length > 0 && (
        <ul className={styles.rows}>
          {names.map((name) => (
            <li key={name} className={styles.row}>
              <span className={styles.rowName}>{name}</span>
              <IconButton
                size="small"
                label={`Remove ${name}`}
                icon={<X aria-hidden />}
                onClick={() => set(names.filter((one) => one !== name))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
