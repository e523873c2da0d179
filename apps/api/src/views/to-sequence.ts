import type { Gallery } from '@darkroom/gallery-store'
import type {
  FrameRequest,
  GenerationRequest,
  SequenceRequest,
  SequenceView,
} from '@darkroom/generation'
import type { FrameParameters, Sequence, SequenceBody } from '../schemas/sequence.ts'
import type { SequenceDraft } from '../sequence-drafts.ts'
import { toGroupProgress } from './to-group.ts'
import { toLoras } from './to-request.ts'

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
  }
}

/** A sequence as the API shows it. */
export const toSequence = (view: SequenceView, gallery: Gallery): Sequence => ({
  sequence_id: view.id,
  total_frames: view.total,
  completed_frames: view.completed,
  failed_frames: [...view.failed],
  current_frame: view.current,
  frames: view.jobs.flatMap(({ part, request, status, seed }) =>
    part?.kind === 'sequence'
      ? [
          {
            frame_number: part.frameNumber,
            prompt: request.prompt,
            description: part.description,
            shot_type: part.shotType,
            status,
            seed,
          },
        ]
      : [],
  ),
  ...toGroupProgress(view, gallery),
})
