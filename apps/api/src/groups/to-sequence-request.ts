import type {
  FrameChange,
  FrameRequest,
  Generation,
  SequenceRequest,
  SequenceStory,
} from '@darkroom/generation'
import type { SequenceDraft } from '../stories/sequence-drafts.ts'
import type { FrameChangeBody, SequenceBody } from './sequence-schemas.ts'
import type { TakenFrames } from './take-frames.ts'

const toFrame = (
  frame: SequenceBody['prompts'][number],
  inputs: FrameRequest['inputs'],
): FrameRequest => ({
  frameNumber: frame.frame_number,
  prompt: frame.prompt,
  description: frame.description,
  shotType: frame.shot_type,
  inputs,
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

/** A validated body, its draft, and its words with their pictures → the request that `generation` takes. */
export async function toSequenceRequest(
  body: SequenceBody,
  draft: SequenceDraft,
  { taken, modelFamily }: Pick<Generation, 'modelFamily'> & { readonly taken: TakenFrames },
): Promise<SequenceRequest> {
  const { parameters } = body
  const { request, prompts } = draft
  const model = parameters.model ?? request.model
  return {
    id: body.sequence_id,
    workflow: taken.workflow,
    inputs: {
      ...taken.inputs,
      model,
      negative_prompt:
        parameters.negative_prompt ??
        ((await takesNegative(model, modelFamily)) ? prompts.metadata.negative_prompt : ''),
    },
    files: taken.files,
    frames: body.prompts.map((frame, index) => toFrame(frame, taken.frames[index])),
    seedMode: body.seed_mode,
    chain: body.chain,
    story: toStory(draft),
  }
}
