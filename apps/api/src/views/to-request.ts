import type { GenerationRequest } from '@darkroom/generation'
import type { GenerateBody } from '../schemas/generation.ts'

/** A validated body → the request that `generation` takes. */
export const toRequest = (body: GenerateBody): GenerationRequest => ({
  prompt: body.prompt,
  negativePrompt: body.negative_prompt,
  model: body.model,
  seed: body.seed,
  steps: body.steps,
  cfg: body.cfg,
  sampler: body.sampler,
  scheduler: body.scheduler,
  width: body.resolution.width,
  height: body.resolution.height,
  loras: body.loras.map(({ name, strength_model, strength_clip }) => ({
    name,
    strengthModel: strength_model,
    strengthClip: strength_clip ?? strength_model,
  })),
})
