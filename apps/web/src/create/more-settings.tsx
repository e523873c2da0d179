import { useSamplers } from '../api/samplers.ts'
import type { Models } from '../api/types.ts'
import { ComboboxField } from '../ui/combobox-field.tsx'
import { FieldRow } from '../ui/field-row.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { SliderField } from '../ui/slider-field.tsx'
import { SwitchField } from '../ui/switch-field.tsx'
import type { FormProps } from './form-props.ts'
import { limits } from './limits.ts'
import { isChanged, isRefused, recommendedOf } from './model-settings.ts'
import { RecommendedMark } from './recommended-mark.tsx'
import { TextEncoderList } from './text-encoder-list.tsx'

interface MoreSettingsProps extends FormProps {
  readonly models: Models | undefined
  /** Whether a run makes one picture and no more. */
  readonly isOnePicture?: boolean | undefined
}

const toOptions = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))

const numbers = [
  { word: 'steps', label: 'Steps' },
  { word: 'cfg', label: 'CFG' },
  { word: 'guidance', label: 'Guidance' },
] as const

const choices = [
  { word: 'sampler', label: 'Sampler', list: 'samplers' },
  { word: 'scheduler', label: 'Scheduler', list: 'schedulers' },
] as const

/** What most people leave as it is. */
export const MoreSettings = ({
  draft,
  onChange,
  details,
  errors,
  models,
  isOnePicture = false,
}: MoreSettingsProps) => {
  const { data: samplers } = useSamplers()
  const recommended = recommendedOf(details)
  const mark = (word: (typeof numbers | typeof choices)[number]['word']) => (
    <RecommendedMark
      word={word}
      recommended={details?.recommended === undefined ? undefined : recommended[word]}
      changed={isChanged(draft, recommended, word)}
      onReset={() => onChange({ [word]: undefined })}
    />
  )
  const takes = (word: string) => !isRefused(details, word)
  const vaes = models?.vae ?? []
  return (
    <>
      {numbers
        .filter(({ word }) => takes(word))
        .map(({ word, label }) => (
          <SliderField
            key={word}
            label={label}
            value={draft[word] ?? recommended[word] ?? null}
            fallback={recommended[word]}
            onChange={(value) => onChange({ [word]: value ?? undefined })}
            error={errors[word]}
            action={mark(word)}
            {...limits[word]}
          />
        ))}
      <FieldRow least={170}>
        {choices
          .filter(({ word }) => takes(word))
          .map(({ word, label, list }) => (
            <ComboboxField
              key={word}
              label={label}
              value={draft[word] ?? recommended[word] ?? null}
              options={toOptions(samplers?.[list] ?? [])}
              onChange={(value) => onChange({ [word]: value ?? undefined })}
              error={errors[word]}
              action={mark(word)}
            />
          ))}
      </FieldRow>
      <ComboboxField
        label="VAE"
        value={draft.vae ?? null}
        clearable
        placeholder="As the model has it"
        options={vaes.map(({ filename, display_name }) => ({
          value: filename,
          label: display_name,
        }))}
        onChange={(vae) => onChange({ vae: vae ?? undefined })}
        error={errors.vae}
      />
      <TextEncoderList
        known={models?.text_encoder ?? []}
        value={draft.text_encoders ?? []}
        onChange={(names) => onChange({ text_encoders: names.length === 0 ? undefined : names })}
        errors={errors}
      />
      <FieldRow>
        {takes('clip_skip') && (
          <NumberField
            label="CLIP skip"
            value={draft.clip_skip ?? null}
            placeholder="1"
            onChange={(value) => onChange({ clip_skip: value ?? undefined })}
            error={errors.clip_skip}
            {...limits.clip_skip}
          />
        )}
        {!isOnePicture && (
          <NumberField
            label="Pictures in one run"
            value={draft.batch_size ?? null}
            placeholder="1"
            onChange={(value) => onChange({ batch_size: value ?? undefined })}
            error={errors.batch_size}
            {...limits.batch_size}
          />
        )}
      </FieldRow>
      <SwitchField
        label="Decode in tiles"
        help="For large pictures on cards with little memory."
        checked={draft.tiling === true}
        onChange={(tiling) => onChange({ tiling: tiling || undefined })}
        error={errors.tiling}
      />
    </>
  )
}
