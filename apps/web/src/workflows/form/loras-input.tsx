import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { ComboboxField } from '../../ui/combobox-field.tsx'
import type { FieldLook } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SliderField } from '../../ui/slider-field.tsx'
import styles from './form.module.css'
import { lorasOf } from './loras.ts'

export interface LorasInputProps extends FieldLook {
  readonly value: unknown
  readonly choices: readonly string[]
  readonly onChange: (value: unknown) => void
  readonly action?: ReactNode
}

/** Strengths beyond this are for nobody's slider. */
const strongest = 2

/** LoRAs with their strengths. */
export const LorasInput = ({ value, choices, onChange, ...look }: LorasInputProps) => {
  const loras = lorasOf(value)
  return (
    <div className={styles.stack}>
      <ComboboxField
        {...look}
        value={null}
        options={choices
          .filter((name) => loras.every((lora) => lora.name !== name))
          .map((name) => ({ value: name, label: name }))}
        placeholder={choices.length === 0 ? 'No server has a LoRA' : 'Add a LoRA…'}
        disabled={choices.length === 0}
        empty="No LoRA is called that."
        onChange={(name) => {
          if (name !== null) onChange([...loras, { name, strength_model: 1 }])
        }}
      />
      {loras.map((lora, at) => (
        <SliderField
          key={lora.name}
          label={lora.name}
          className={styles.inner}
          value={lora.strength_model}
          min={Math.min(-strongest, lora.strength_model)}
          max={Math.max(strongest, lora.strength_model)}
          step={0.05}
          onChange={(strength) =>
            onChange(loras.with(at, { name: lora.name, strength_model: strength ?? 1 }))
          }
          action={
            <IconButton
              size="small"
              label={`Remove ${lora.name}`}
              icon={<X aria-hidden />}
              onClick={() => onChange(loras.filter((_, place) => place !== at))}
            />
          }
        />
      ))}
    </div>
  )
}
