import type { ModelDetails, WorkflowInput } from '../../api/types.ts'
import { FormSection } from '../../create/form-section.tsx'
import { limits } from '../../create/limits.ts'
import { isRefused, type KnownModel } from '../../create/model-settings.ts'
import { hasPictures } from '../../pictures/input-pictures.ts'
import { InputPicturesPanel } from '../../pictures/input-pictures-panel.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import type { FieldRefusal } from '../../ui/problem.ts'
import { TextArea } from '../../ui/text-area.tsx'
import { knownValues } from '../../workflows/form/values.ts'
import { WorkflowForm } from '../../workflows/form/workflow-form.tsx'
import type { Frame, OwnSettings } from './frame.ts'
import css from './frame-card.module.css'
import { sentencesOf } from './story-problems.ts'

/** What a frame can have of its own, by how the frames are made. */
export interface OwnOptions {
  /** The values that count for all, where a model makes the frames. */
  readonly all: OwnSettings
  readonly details: (KnownModel & Pick<ModelDetails, 'cannot'>) | undefined
  /** Whether the frame before is changed, and goes in the place of a picture. */
  readonly changesPrevious: boolean
  /** The inputs of the workflow that makes the frames. */
  readonly workflow:
    | { readonly inputs: readonly WorkflowInput[]; readonly hidden: readonly WorkflowInput[] }
    | undefined
}

interface FrameOwnProps {
  readonly frame: Frame
  /** From 1. */
  readonly number: number
  readonly problems: readonly FieldRefusal[]
  readonly options: OwnOptions
  readonly onChange: (change: Partial<Frame>) => void
}

const numbers = [
  { word: 'seed', label: 'Seed', limit: { ...limits.seed, min: 0 } },
  { word: 'steps', label: 'Steps', limit: limits.steps },
  { word: 'cfg', label: 'CFG', limit: limits.cfg },
  { word: 'denoise', label: 'How much may change', limit: { min: 0, max: 1, step: 0.05 } },
] as const

const asAll = (value: unknown): string =>
  value === undefined || value === '' || value === -1 ? 'As all' : String(value)

/** What a frame has of its own, in a few words. */
function summaryOf({ own, pictures, inputs }: Frame, options: OwnOptions): string {
  if (options.workflow !== undefined) {
    const { inputs: shown, hidden } = options.workflow
    return Object.keys(knownValues(inputs, [...shown, ...hidden])).join(' · ')
  }
  const said = numbers.flatMap(({ word }) => {
    const value = own[word]
    return value === undefined ? [] : `${word} ${value}`
  })
  return [
    ...said,
    ...(own.negative_prompt === undefined ? [] : ['negative prompt']),
    ...(hasPictures(pictures) ? ['pictures'] : []),
  ].join(' · ')
}

/** Settings of one frame, in place of those of all. */
export const FrameOwn = ({ frame, number, problems, options, onChange }: FrameOwnProps) => {
  const { own, pictures } = frame
  const { all, details, changesPrevious, workflow } = options
  const errors = sentencesOf(problems)
  const isWrong = problems.some(({ path }) => path !== 'prompt' && path !== 'description')
  const set = (change: OwnSettings): void => onChange({ own: { ...own, ...change } })
  const takesPrevious = changesPrevious && number > 1
  const fields = numbers.filter(
    ({ word }) => !isRefused(details, word) && (word !== 'denoise' || takesPrevious),
  )
  return (
    <FormSection
      title="Only in this frame"
      isWrong={isWrong}
      summary={summaryOf(frame, options)}
      className={css.own}
    >
      {workflow !== undefined ? (
        <WorkflowForm
          {...workflow}
          problems={problems}
          values={frame.inputs}
          onChange={(inputs) => onChange({ inputs })}
        />
      ) : (
        <>
          <FieldRow least={130}>
            {fields.map(({ word, label, limit }) => (
              <NumberField
                key={word}
                label={label}
                value={own[word] ?? null}
                placeholder={asAll(all[word])}
                steppers={word !== 'seed'}
                error={errors[word]}
                onChange={(value) => set({ [word]: value ?? undefined })}
                {...limit}
              />
            ))}
          </FieldRow>
          {!isRefused(details, 'negative_prompt') && (
            <TextArea
              label="Negative prompt"
              minRows={2}
              placeholder={asAll(all.negative_prompt)}
              value={own.negative_prompt ?? ''}
              error={errors.negative_prompt}
              onChange={(text) => set({ negative_prompt: text === '' ? undefined : text })}
            />
          )}
          {!takesPrevious && (
            <InputPicturesPanel
              value={pictures}
              onChange={(next) => onChange({ pictures: next })}
              model={details}
              errors={errors}
            />
          )}
        </>
      )}
    </FormSection>
  )
}
