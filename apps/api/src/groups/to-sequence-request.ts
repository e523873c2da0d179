import type { FrameRequest, Generation, SequenceRequest, SequenceStory } from '@darkroom/generation'
import type { SequenceDraft } from '../stories/sequence-drafts.ts'
import type { SequenceBody } from './sequence-schemas.ts'
import type { TakenFrame, TakenSequence } from './take-frames.ts'

const toFrame = (
  frame: SequenceBody['prompts'][number],
  own: TakenFrame | undefined,
): FrameRequest => ({
  ...own,
  frameNumber: frame.frame_number,
  prompt: frame.prompt,
  description: frame.description,
  shotType: frame.shot_type,
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

/** The words of a sequence with those of its story: of the model, and of what is not to be seen, where the model has a use for it. */
export async function wordsOfStory(
  { parameters }: Pick<SequenceBody, 'parameters'>,
  draft: SequenceDraft | undefined,
  generation: Pick<Generation, 'modelFamily'>,
): Promise<SequenceBody['parameters']> {
  if (draft === undefined) return parameters
  const {
    request,
    prompts: { metadata },
  } = draft
  const { model = request.model, negative_prompt: asked } = parameters
  if (asked !== undefined) return { ...parameters, model }
  // Nobody asked for it: it is left out where it would be refused.
  const family = await generation.modelFamily(model)
  const isRefused = family?.variant.refuses.negative_prompt !== undefined
  return { ...parameters, model, negative_prompt: isRefused ? '' : metadata.negative_prompt }
}

/** A validated body, its draft, and what was taken for it → the request that `generation` takes. */
export const toSequenceRequest = (
  body: SequenceBody,
  draft: SequenceDraft | undefined,
  { request, frames }: TakenSequence,
): SequenceRequest => ({
  ...(body.sequence_id !== undefined && { id: body.sequence_id }),
  ...request,
  frames: body.prompts.map((frame, index) => toFrame(frame, frames[index])),
  seedMode: body.seed_mode,
  // Which is so of itself where frames take each other's pictures.
  ...(body.chain && { chain: true }),
  ...(draft !== undefined && { story: toStory(draft) }),
})
