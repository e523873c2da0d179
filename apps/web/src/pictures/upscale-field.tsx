import { useMemo } from 'react'
import { useModels } from '../api/models.ts'
import { ComboboxField } from '../ui/combobox-field.tsx'
import { FieldRow } from '../ui/field-row.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { SliderField } from '../ui/slider-field.tsx'
import { SwitchField } from '../ui/switch-field.tsx'
import type { Upscale } from './input-pictures.ts'
import styles from './upscale-field.module.css'

interface UpscaleFieldProps {
  readonly value: Upscale
  readonly onChange: (value: Upscale) => void
  /** Whether it may be enlarged and nothing more; else what paints it paints the larger one, too. */
  readonly mayOnlyEnlarge: boolean
  readonly errors?: Readonly<Record<string, string>> | undefined
}

/** As much as the sampler adds where it is to add detail. */
const detail = 0.33

/** How much larger a picture becomes, by what, and whether detail is added. */
export const UpscaleField = ({
  value,
  onChange,
  mayOnlyEnlarge,
  errors = {},
}: UpscaleFieldProps) => {
  const { data } = useModels()
  const upscalers = data?.upscale
  const models = useMemo(
    () =>
      (upscalers ?? []).map(({ filename, display_name }) => ({
        value: filename,
        label: display_name,
      })),
    [upscalers],
  )
  const { factor = 2, model, denoise, steps } = value
  const paints = !mayOnlyEnlarge || denoise !== undefined
  const plain: Upscale = { factor, ...(model !== undefined && { model }) }
  return (
    <div className={styles.field}>
      <SliderField
        label="Times larger"
        min={1}
        max={8}
        step={0.5}
        value={factor}
        onChange={(next) => onChange({ ...value, factor: next ?? 2 })}
        error={errors['upscale.factor']}
      />
      <ComboboxField
        label="Upscale model"
        clearable
        placeholder={mayOnlyEnlarge ? 'The best that is there' : 'None: the latent is enlarged'}
        value={model ?? null}
        options={models}
        onChange={(next) => {
          const { model: _model, ...rest } = value
          onChange(next === null ? rest : { ...rest, model: next })
        }}
        error={errors['upscale.model']}
      />
      {mayOnlyEnlarge && (
        <SwitchField
          label="Add detail"
          help="The model paints over it, by the prompt."
          checked={paints}
          onChange={(adds) => onChange(adds ? { ...plain, denoise: detail } : plain)}
        />
      )}
      {paints && (
        <FieldRow least={150}>
          <SliderField
            label="How much is new"
            min={0}
            max={1}
            step={0.05}
            value={denoise ?? null}
            fallback={detail}
            onChange={(next) => {
              const { denoise: _denoise, ...rest } = value
              onChange(
                next === null && !mayOnlyEnlarge ? rest : { ...rest, denoise: next ?? detail },
              )
            }}
            error={errors['upscale.denoise']}
          />
          <NumberField
            label="Steps"
            min={1}
            max={150}
            placeholder="as above"
            value={steps ?? null}
            onChange={(next) => {
              const { steps: _steps, ...rest } = value
              onChange(next === null ? rest : { ...rest, steps: next })
            }}
            error={errors['upscale.steps']}
          />
        </FieldRow>
      )}
    </div>
  )
}
