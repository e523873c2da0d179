import type { GenerationRequest } from './generation-request.ts'

/** The parameters as files and the API spell them. */
export const parametersOf = (request: GenerationRequest): object => ({
  steps: request.steps,
  cfg: request.cfg,
  sampler: request.sampler,
  scheduler: request.scheduler,
  resolution: { width: request.width, height: request.height },
  loras: request.loras.map((lora) => ({
    name: lora.name,
    strength_model: lora.strengthModel,
    strength_clip: lora.strengthClip,
  })),
})
