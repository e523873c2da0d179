import type {
  FrameChange,
  FrameRequest,
  GenerationRequest,
  SequenceRequest,
  SequenceStory,
} from '@darkroom/generation'
import { toLoras } from '../generate/to-request.ts'
import type { SequenceDraft } from '../stories/sequence-drafts.ts'
import type { FrameChangeBody, FrameParameters, SequenceBody } from './sequence-schemas.ts'

const toFrameParameters = (parameters: FrameParameters): Partial<GenerationRequest> => {
  const { resolution, negative_prompt, loras, ...same } = parameters
  return {
    ...same,
    ...(negative_prompt === undefined ? {} : { negativePrompt: negative_prompt }),
    ...(resolution ?? {}),
    ...(loras === undefined ? {} : { loras: toLoras(loras) }),
  }
}

const toFrame = (frame: SequenceBody['prompts'][number]): FrameRequest => ({
  frameNumber: frame.frame_number,
  prompt: frame.prompt,
  description: frame.description,
  shotType: frame.shot_type,
  parameters: frame.parameters && toFrameParameters(frame.parameters),
})

export const toFrameChange = (body: FrameChangeBody): FrameChange => ({
  prompt: body.prompt,
  description: body.description,
  shotType: body.shot_type,
  parameters: body.parameters && toFrameParameters(body.parameters),
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

/** A validated body and the draft it came from → the request that `generation` takes. */
export function toSequenceRequest(body: SequenceBody, draft: SequenceDraft): SequenceRequest {
  const { parameters } = body
  const { request, prompts } = draft
  return {
    sequenceId: body.sequence_id,
    prompts: body.prompts.map(toFrame).toSorted((a, b) => a.frameNumber - b.frameNumber),
    parameters: {
      prompt: '',
      negativePrompt: parameters.negative_prompt ?? prompts.metadata.negative_prompt,
      model: parameters.model ?? request.model,
      seed: parameters.seed,
      steps: parameters.steps,
      cfg: parameters.cfg,
      sampler: parameters.sampler,
      scheduler: parameters.scheduler,
      width: parameters.resolution.width,
      height: parameters.resolution.height,
      loras: toLoras(parameters.loras),
    },
    seedMode: body.seed_mode,
    chain: body.chain,
    story: toStory(draft),
  }
}
