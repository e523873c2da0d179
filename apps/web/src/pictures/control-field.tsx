import { Plus, X } from 'lucide-react'
import { useMemo } from 'react'
import { useModels } from '../api/models.ts'
import { Button } from '../ui/button.tsx'
import { ComboboxField } from '../ui/combobox-field.tsx'
import { FieldRow } from '../ui/field-row.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { SliderField } from '../ui/slider-field.tsx'
import styles from './control-field.module.css'
import { type ControlTypeOption, controlTypes } from './control-types.ts'
import { type Control, mostControls } from './input-pictures.ts'
import { PictureField } from './picture-field.tsx'

interface ControlFieldProps {
  readonly value: readonly Control[]
  readonly onChange: (value: Control[]) => void
  /** What is wrong, by path, such as `control.0.image`. */
  readonly errors?: Readonly<Record<string, string>> | undefined
}

interface ControlRowProps {
  readonly control: Control
  readonly place: number
  readonly models: readonly { value: string; label: string }[]
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (control: Control) => void
  readonly onRemove: () => void
}

const helpOf = (type: Control['type']): string | undefined =>
  controlTypes.find(({ value }: ControlTypeOption) => value === type)?.help

const ControlRow = ({ control, place, models, errors, onChange, onRemove }: ControlRowProps) => {
  const { type, image, model, strength = 1, start = 0, end = 1 } = control
  const change = (next: Partial<Control>): void => {
    const { image: _image, ...plain } = { ...control, ...next }
    onChange(plain.type === 'inpaint' ? plain : { ...control, ...next })
  }
  const errorOf = (word: string): string | undefined => errors[`control.${place}.${word}`]
  return (
    <li className={styles.row}>
      <div className={styles.top}>
        <SelectField
          label={`Guide ${place + 1}`}
          className={styles.type}
          value={type}
          onChange={(next) => change({ type: next })}
          options={controlTypes}
          help={helpOf(type)}
          error={errorOf('type')}
        />
        <IconButton
          label={`Remove guide ${place + 1}`}
          icon={<X aria-hidden />}
          onClick={onRemove}
        />
      </div>
      {type !== 'inpaint' && (
        <PictureField
          label={`Picture of guide ${place + 1}`}
          hideLabel
          value={image}
          onChange={(next) => {
            const { image: _image, ...rest } = control
            onChange(next === undefined ? rest : { ...rest, image: next })
          }}
          error={errorOf('image')}
        />
      )}
      <ComboboxField
        label="ControlNet"
        clearable
        placeholder="Found by the model and the kind"
        value={model ?? null}
        options={models}
        onChange={(next) => {
          const { model: _model, ...rest } = control
          onChange(next === null ? rest : { ...rest, model: next })
        }}
        error={errorOf('model')}
      />
      <FieldRow least={150}>
        <SliderField
          label="Strength"
          min={0}
          max={2}
          step={0.05}
          value={strength}
          onChange={(next) => change({ strength: next ?? 1 })}
          error={errorOf('strength')}
        />
        <SliderField
          label="From"
          min={0}
          max={1}
          step={0.05}
          value={start}
          onChange={(next) => change({ start: Math.min(next ?? 0, end) })}
          error={errorOf('start')}
        />
        <SliderField
          label="Until"
          min={0}
          max={1}
          step={0.05}
          value={end}
          onChange={(next) => change({ end: Math.max(next ?? 1, start) })}
          error={errorOf('end')}
        />
      </FieldRow>
    </li>
  )
}

/** Pictures whose structure the new one follows. */
export const ControlField = ({ value, onChange, errors = {} }: ControlFieldProps) => {
  const { data } = useModels()
  const nets = data?.controlnet
  const models = useMemo(
    () =>
      (nets ?? []).map(({ filename, display_name }) => ({
        value: filename,
        label: display_name,
        detail: filename,
      })),
    [nets],
  )
  return (
    <div className={styles.field}>
      <ol className={styles.list}>
        {value.map((control, place) => (
          <ControlRow
            key={place}
            {...{ control, place, models, errors }}
            onChange={(next) => onChange(value.with(place, next))}
            onRemove={() => onChange(value.toSpliced(place, 1))}
          />
        ))}
      </ol>
      {value.length < mostControls && (
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          onClick={() => onChange([...value, { type: 'canny' }])}
        >
          Add a guide
        </Button>
      )}
    </div>
  )
}
