import { FormSection } from '../../create/form-section.tsx'
import { LoraList } from '../../create/lora-list.tsx'
import { ModelField } from '../../create/model-field.tsx'
import { ModelNotes, NoModels } from '../../create/model-notes.tsx'
import {
  isChanged,
  isRefused,
  recommendedOf,
  recommendedWords,
} from '../../create/model-settings.ts'
import { MoreSettings } from '../../create/more-settings.tsx'
import { SeedField } from '../../create/seed-field.tsx'
import { SizeField } from '../../create/size-field.tsx'
import type { useChosenModel } from '../../create/use-chosen-model.ts'
import { hasPictures } from '../../pictures/input-pictures.ts'
import { InputPicturesPanel } from '../../pictures/input-pictures-panel.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { PreviousField } from './previous-field.tsx'
import { SeedsField } from './seeds-field.tsx'
import type { StoryDraft } from './story-draft.ts'

interface ModelWayProps {
  readonly draft: StoryDraft
  readonly onChange: (change: Partial<StoryDraft>) => void
  readonly chosen: ReturnType<typeof useChosenModel>
  readonly errors: Readonly<Record<string, string>>
}

const moreWords = [...recommendedWords, 'vae', 'text_encoders', 'clip_skip', 'tiling', 'chain']

/** The settings of all frames, where a model makes them. */
export const ModelWay = ({ draft: story, onChange, chosen, errors }: ModelWayProps) => {
  const { settings: draft, pictures } = story
  const { models, painters, details } = chosen
  const change = (next: Partial<typeof draft>): void =>
    onChange({ settings: { ...draft, ...next } })
  const form = { draft, onChange: change, details, errors }
  const isWrong = (words: readonly string[]): boolean =>
    Object.keys(errors).some((path) => words.includes(path.split('.')[0] ?? ''))
  const recommended = recommendedOf(details)
  const said = recommendedWords.filter((word) => isChanged(draft, recommended, word))
  return (
    <>
      <ModelField
        painters={painters}
        value={chosen.filename}
        title={details?.title}
        error={errors.model}
        onChange={(model) => change({ model })}
      />
      {models.error !== null && (
        <ProblemNote problem={problemOf(models.error)} retry={() => void models.refetch()} />
      )}
      {models.data !== undefined && painters.length === 0 && <NoModels hint={models.data.hint} />}
      <ModelNotes draft={draft} details={details} hasPictures={hasPictures(pictures)} />
      <SizeField {...form} />
      <PreviousField draft={story} onChange={onChange} model={details} errors={errors} />
      <SeedField {...{ draft, errors }} onChange={change} lastSeed={undefined} />
      <SeedsField
        value={story.seed_mode}
        onChange={(seed_mode) => onChange({ seed_mode })}
        error={errors.seed_mode}
      />
      <div>
        {!isRefused(details, 'negative_prompt') && (
          <FormSection
            title="Negative prompt"
            isWrong={isWrong(['negative_prompt'])}
            summary={draft.negative_prompt}
          >
            <TextArea
              label="Negative prompt"
              hideLabel
              minRows={2}
              placeholder="What you do not want to see"
              value={draft.negative_prompt}
              onChange={(negative_prompt) => change({ negative_prompt })}
              error={errors.negative_prompt}
            />
          </FormSection>
        )}
        <FormSection
          title="LoRAs"
          isWrong={isWrong(['loras'])}
          summary={draft.loras.length === 0 ? undefined : String(draft.loras.length)}
        >
          <LoraList {...{ draft, errors }} onChange={change} known={models.data?.lora ?? []} />
        </FormSection>
        <FormSection
          title="Pictures for all frames"
          isWrong={isWrong(['image', 'mask', 'references', 'control', 'outpaint', 'upscale'])}
          summary={hasPictures(pictures) ? 'given' : undefined}
        >
          <InputPicturesPanel
            value={pictures}
            onChange={(next) => onChange({ pictures: next })}
            model={details}
            errors={errors}
          />
        </FormSection>
        <FormSection
          title="More"
          isWrong={isWrong(moreWords)}
          summary={said.map((word) => `${word} ${draft[word]}`).join(' · ')}
        >
          <MoreSettings {...form} models={models.data} isOnePicture />
          {story.previous_frame_as === undefined && (
            <SwitchField
              label="One after the other"
              help="When a frame fails, those after it are not made."
              checked={story.chain}
              onChange={(chain) => onChange({ chain })}
            />
          )}
        </FormSection>
      </div>
    </>
  )
}
