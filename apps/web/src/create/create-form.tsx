import { RotateCcw } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/text-area.tsx'
import styles from './create-form.module.css'
import type { FormProps } from './form-props.ts'
import { FormSection } from './form-section.tsx'
import { LoraList } from './lora-list.tsx'
import { ModelField } from './model-field.tsx'
import {
  asRecommended,
  isChanged,
  isRefused,
  recommendedOf,
  recommendedWords,
} from './model-settings.ts'
import { MoreSettings } from './more-settings.tsx'
import { SeedField } from './seed-field.tsx'
import { SizeField } from './size-field.tsx'
import type { useChosenModel } from './use-chosen-model.ts'

/** The words of the part that is called More. */
const words = [
  ...recommendedWords,
  ...(['vae', 'text_encoders', 'clip_skip', 'batch_size', 'tiling'] as const),
]

interface CreateFormProps extends FormProps {
  readonly chosen: ReturnType<typeof useChosenModel>
  readonly lastSeed: number | undefined
}

/** The fields below the prompt. */
export const CreateForm = ({ chosen, lastSeed, ...form }: CreateFormProps) => {
  const { draft, onChange, details, errors } = form
  const recommended = recommendedOf(details)
  const changed = recommendedWords.filter((word) => isChanged(draft, recommended, word))
  const isWrong = (...fields: readonly string[]): boolean =>
    Object.keys(errors).some((path) => fields.includes(path.split('.')[0] ?? ''))
  const isOwnSize = draft.shape !== undefined || draft.resolution !== undefined
  return (
    <>
      <ModelField
        painters={chosen.painters}
        value={chosen.filename}
        title={details?.title}
        error={errors.model}
        onChange={(model) => onChange({ model })}
      />
      <SizeField {...form} />
      <SeedField {...{ draft, onChange, errors, lastSeed }} />
      <div className={styles.sections}>
        {!isRefused(details, 'negative_prompt') && (
          <FormSection
            title="Negative prompt"
            isWrong={isWrong('negative_prompt')}
            summary={draft.negative_prompt}
            defaultOpen={draft.negative_prompt !== ''}
          >
            <TextArea
              label="Negative prompt"
              hideLabel
              minRows={2}
              placeholder="What you do not want to see"
              value={draft.negative_prompt}
              onChange={(negative_prompt) => onChange({ negative_prompt })}
              error={errors.negative_prompt}
            />
          </FormSection>
        )}
        <FormSection
          title="LoRAs"
          isWrong={isWrong('loras')}
          summary={draft.loras.length === 0 ? undefined : String(draft.loras.length)}
          defaultOpen={draft.loras.length > 0}
        >
          <LoraList {...{ draft, onChange, errors }} known={chosen.models.data?.lora ?? []} />
        </FormSection>
        <FormSection
          title="More"
          isWrong={isWrong(...words)}
          summary={changed.map((word) => `${word} ${draft[word]}`).join(' · ')}
          action={
            changed.length > 0 || isOwnSize ? (
              <Button
                variant="plain"
                size="small"
                icon={<RotateCcw aria-hidden />}
                onClick={() => onChange(asRecommended(draft))}
              >
                All as recommended
              </Button>
            ) : undefined
          }
        >
          <MoreSettings {...form} models={chosen.models.data} />
        </FormSection>
      </div>
    </>
  )
}
