import type { ReactNode } from 'react'
import type { FieldLook } from '../../ui/field.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { SliderField } from '../../ui/slider-field.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ChoiceInput } from './choice-input.tsx'
import { FileInput } from './file-input.tsx'
import styles from './form.module.css'
import type { InputFieldProps } from './input-field-props.ts'
import { LorasInput } from './loras-input.tsx'
import { NamesInput } from './names-input.tsx'
import { numberOf } from './number-of.ts'
import { SeedInput } from './seed-input.tsx'

export interface InputControlProps
  extends Pick<InputFieldProps, 'field' | 'value' | 'values' | 'onChange' | 'lastSeed'> {
  readonly look: FieldLook
  readonly actions: ReactNode
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value)

/** The control of an input's type. */
export const InputControl = ({
  field,
  value,
  values,
  onChange,
  lastSeed,
  look,
  actions,
}: InputControlProps) => {
  const { control, saved } = field
  const current = value === undefined ? saved : value
  const own = { ...look, action: actions }
  switch (control.kind) {
    case 'text':
      return control.isLong ? (
        <TextArea {...own} value={textOf(current)} onChange={onChange} />
      ) : (
        <TextField {...own} value={textOf(current)} onChange={onChange} />
      )
    case 'number': {
      const { min, max, step, hasSlider } = control
      const fallback = numberOf(saved)
      // An empty box is no value: what it was saved with counts until another is typed.
      const number = { ...own, value: numberOf(current), step, onChange }
      return hasSlider && min !== undefined && max !== undefined ? (
        <SliderField {...number} min={min} max={max} fallback={fallback ?? undefined} />
      ) : (
        <NumberField {...number} {...{ min, max }} placeholder={textOf(saved)} />
      )
    }
    case 'switch':
      return (
        <div className={styles.switch}>
          <SwitchField
            label={look.label}
            help={look.help}
            error={look.error}
            checked={current === true}
            onChange={onChange}
          />
          {actions}
        </div>
      )
    case 'choice':
      return <ChoiceInput {...own} value={current} choices={control.choices} onChange={onChange} />
    case 'seed':
      return <SeedInput {...own} {...{ value, saved, lastSeed, onChange }} max={control.max} />
    case 'loras':
      return <LorasInput {...own} value={current} choices={control.choices} onChange={onChange} />
    case 'names':
      return <NamesInput {...own} value={current} choices={control.choices} onChange={onChange} />
    case 'file':
      return <FileInput {...own} {...{ field, value, values, onChange }} takes={control.takes} />
    case 'files':
      return <FileInput {...own} {...{ field, value, values, onChange }} takes="images" />
  }
}
