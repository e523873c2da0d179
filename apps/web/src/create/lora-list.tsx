import { X } from 'lucide-react'
import type { Model } from '../api/types.ts'
import { ComboboxField } from '../ui/combobox-field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { SliderField } from '../ui/slider-field.tsx'
import type { DraftLora } from './draft.ts'
import type { FormProps } from './form-props.ts'
import { limits, mostLoras } from './limits.ts'
import styles from './lora-list.module.css'

interface LoraListProps extends Pick<FormProps, 'draft' | 'onChange' | 'errors'> {
  readonly known: readonly Model[]
}

/** Strengths beyond this are for nobody's slider. */
const strongest = 2

/** LoRAs with their strengths. */
export const LoraList = ({ draft: { loras }, onChange, errors, known }: LoraListProps) => {
  const change = (at: number, lora: DraftLora) => onChange({ loras: loras.with(at, lora) })
  const title = (name: string) =>
    known.find(({ filename }) => filename === name)?.display_name ?? name
  const free = known.filter(({ filename }) => loras.every(({ name }) => name !== filename))
  return (
    <div className={styles.list}>
      {loras.map((lora, at) => (
        <SliderField
          key={lora.name}
          label={title(lora.name)}
          value={lora.strength_model}
          min={-strongest}
          max={strongest}
          step={limits.strength.step}
          error={errors[`loras.${at}.name`] ?? errors[`loras.${at}.strength_model`]}
          onChange={(strength) => change(at, { name: lora.name, strength_model: strength ?? 1 })}
          action={
            <IconButton
              size="small"
              label={`Remove ${title(lora.name)}`}
              icon={<X aria-hidden />}
              onClick={() => onChange({ loras: loras.filter((_, place) => place !== at) })}
            />
          }
        />
      ))}
      {loras.length < mostLoras && (
        <ComboboxField
          label="Add a LoRA"
          hideLabel={loras.length > 0}
          value={null}
          options={free.map(({ filename, display_name }) => ({
            value: filename,
            label: display_name,
          }))}
          placeholder={known.length === 0 ? 'No server has a LoRA' : 'Search LoRAs…'}
          disabled={known.length === 0}
          empty="No LoRA is called that."
          onChange={(name) => {
            if (name !== null) onChange({ loras: [...loras, { name, strength_model: 1 }] })
          }}
        />
      )}
    </div>
  )
}
