import type {
  FrameChange,
  FrameRequest,
  Generation,
  SequenceRequest,
  SequenceStory,
} from '@darkroom/generation'
import { workflow } from '../generate/asked-recipe.ts'
import type { SequenceDraft } from '../stories/sequence-drafts.ts'
import type { FrameChangeBody, SequenceBody } from './sequence-schemas.ts'

const toFrame = (frame: SequenceBody['prompts'][number]): FrameRequest => ({
  frameNumber: frame.frame_number,
  prompt: frame.prompt,
  description: frame.description,
  shotType: frame.shot_type,
  inputs: frame.parameters,
})

export const toFrameChange = (body: FrameChangeBody): FrameChange => ({
  prompt: body.prompt,
  description: body.description,
  shotType: body.shot_type,
  inputs: body.parameters,
})

const toStory = ({ request, prompts: { metadata } }: SequenceDraft): SequenceStory => ({
  description: request.story_description,
  arc: metadata.arc,
  style: request.style,
  keywords: request.keywords ?? [],
  characters: metadata.characters,
  setting: metadata.setting,
  atmosphere: metadata.atmosphere,
  prefix: metadata.prefix,
  producer: metadata.producer,
})

/** The story's own negative prompt is left out where the model has no use for one: nobody asked for it. */
const takesNegative = async (
  model: string,
  modelFamily: Generation['modelFamily'],
): Promise<boolean> => (await modelFamily(model))?.variant.refuses.negative_prompt === undefined

/** A validated body and its draft → the request that `generation` takes. */
export async function toSequenceRequest(
  body: SequenceBody,
  draft: SequenceDraft,
  { modelFamily }: Pick<Generation, 'modelFamily'>,
): Promise<SequenceRequest> {
  const { parameters } = body
  const { request, prompts } = draft
  const model = parameters.model ?? request.model
  return {
    id: body.sequence_id,
    workflow,
    inputs: {
      ...parameters,
      model,
      negative_prompt:
        parameters.negative_prompt ??
        ((await takesNegative(model, modelFamily)) ? prompts.metadata.negative_prompt : ''),
    },
    frames: body.prompts.map(toFrame),
    seedMode: body.seed_mode,
    chain: body.chain,
    story: toStory(draft),
  }
}
