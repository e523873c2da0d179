import type { GenerationRequest, LoraRequest } from '@darkroom/generation'
import type { z } from '@hono/zod-openapi'
import type { loraSchema } from '../recipe/recipe-fields.ts'
import type { GenerateBody } from './generate-schemas.ts'

export const toLoras = (loras: readonly z.infer<typeof loraSchema>[]): LoraRequest[] =>
  loras.map(({ name, strength_model, strength_clip = strength_model }) => ({
    name,
    strengthModel: strength_model,
    strengthClip: strength_clip,
  }))

/** A validated body → the request that `generation` takes. */
export const toRequest = (body: Omit<GenerateBody, 'priority'>): GenerationRequest => ({
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
  loras: toLoras(body.loras),
})
