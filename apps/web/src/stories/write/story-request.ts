import type { SequenceRequest } from '../../api/types.ts'
import type { KnownModel } from '../../create/model-settings.ts'
import { isRefused } from '../../create/model-settings.ts'
import { wordsOf } from '../../create/to-request.ts'
import { knownValues, toInputs, type Values } from '../../workflows/form/values.ts'
import type { Frame } from './frame.ts'
import type { StoryDraft } from './story-draft.ts'

type Prompts = SequenceRequest['prompts']

export interface RequestOptions {
  /** `filename` of the model that is shown; undefined where a workflow makes the frames. */
  readonly model: string | undefined
  readonly details: KnownModel | undefined
  /** The inputs of the workflow that can be given: all but the prompt. */
  readonly inputs?: readonly { readonly key: string }[] | undefined
}

/** The settings of a frame that the model has a use for. */
function ownOf({ own, pictures }: Frame, details: KnownModel | undefined, takesDenoise: boolean) {
  const said = Object.entries(own).filter(
    ([word, value]) =>
      value !== undefined && !isRefused(details, word) && (word !== 'denoise' || takesDenoise),
  )
  const parameters = { ...Object.fromEntries(said), ...pictures }
  return Object.keys(parameters).length === 0 ? {} : { parameters }
}

/** Whether the frame before is a picture that is changed, of which `denoise` says how much. */
export const changesPrevious = ({
  workflow,
  previous_frame_as,
}: Pick<StoryDraft, 'workflow' | 'previous_frame_as'>): boolean =>
  workflow === undefined && previous_frame_as === 'image'

function parametersOf(draft: StoryDraft, { model = '', details }: RequestOptions) {
  const { settings, pictures, denoise, sequence_id } = draft
  const { prompt: _, ...words } = wordsOf(
    { ...settings, batch_size: undefined },
    { model, details, pictures },
  )
  // The story has a negative prompt of its own, which would take the place of one that is not said.
  const isEmptied = sequence_id !== undefined && !isRefused(details, 'negative_prompt')
  return {
    ...(isEmptied && { negative_prompt: '' }),
    ...(changesPrevious(draft) && denoise !== undefined && { denoise }),
    ...words,
    seed: settings.seed,
  }
}

/** The request that the draft stands for. Frames are numbered as they lie. */
export function toStoryRequest(draft: StoryDraft, options: RequestOptions): SequenceRequest {
  const { sequence_id, frames, workflow, inputs, seed_mode, previous_frame_as, chain } = draft
  const takesDenoise = changesPrevious(draft)
  // What was set for another workflow means nothing to this one.
  const given = (values: Values) => ({ ...toInputs(knownValues(values, options.inputs ?? [])) })
  const inputsOf = (frame: Frame) => {
    const own = given(frame.inputs)
    return Object.keys(own).length > 0 && { inputs: own }
  }
  const prompts: Prompts = frames.map((frame, index) => ({
    frame_number: index + 1,
    prompt: frame.prompt.trim(),
    description: frame.description.trim(),
    shot_type: frame.shot_type,
    ...(workflow === undefined
      ? ownOf(frame, options.details, takesDenoise && index > 0)
      : inputsOf(frame)),
  }))
  return {
    ...(sequence_id !== undefined && { sequence_id }),
    prompts,
    ...(workflow === undefined
      ? { parameters: parametersOf(draft, options) }
      : { workflow, inputs: given(inputs) }),
    ...(previous_frame_as !== undefined && { previous_frame_as }),
    seed_mode,
    ...(chain && { chain }),
  }
}
