import { z } from '@hono/zod-openapi'
import { textSchema } from '../http/fields.ts'

/** Seeds are integers 0…2^53−1; −1 asks us to choose one. */
export const seedSchema = z
  .int()
  .min(-1)
  .max(Number.MAX_SAFE_INTEGER)
  .default(-1)
  .openapi({ description: '−1 chooses one; the seed chosen is always reported.', example: 42 })

const side = z.int().min(64).max(2048).multipleOf(8)
const resolutionSchema = z.strictObject({ width: side, height: side }).openapi('Resolution', {
  description: 'Pixels, multiples of 8.',
  example: { width: 1024, height: 1024 },
})

const strength = z.number().min(-10).max(10)
export const loraSchema = z
  .strictObject({
    name: z.string().min(1).max(500),
    strength_model: strength.default(1),
    strength_clip: strength.optional().openapi({ description: 'Default: strength_model.' }),
  })
  .openapi('Lora', { example: { name: 'style/ink.safetensors', strength_model: 0.8 } })

/** The parameters every kind of generation has, beside prompt and model. */
export const generationParameters = {
  negative_prompt: textSchema.max(4000).default(''),
  steps: z.int().min(1).max(150).default(20),
  cfg: z.number().min(1).max(30).default(7),
  resolution: resolutionSchema.default({ width: 1024, height: 1024 }),
  sampler: z.string().min(1).max(100).default('euler'),
  scheduler: z.string().min(1).max(100).default('normal'),
  loras: z.array(loraSchema).max(20).default([]),
}

export const promptSchema = textSchema
  .trim()
  .min(1, 'must not be empty')
  .max(4000)
  .openapi({ example: 'a lighthouse on a cliff at dawn, soft light' })

export const modelSchema = z.string().trim().min(1).max(500).openapi({
  description: '`filename` of GET /api/models.',
  example: 'base/dreamscape_xl.safetensors',
})

const { negative_prompt, steps, cfg, resolution, sampler, scheduler, loras } = generationParameters

/** The same where what is not given stays as it is. */
export const changedParameters = {
  model: modelSchema.optional(),
  seed: seedSchema.unwrap().optional(),
  negative_prompt: negative_prompt.unwrap().optional(),
  steps: steps.unwrap().optional(),
  cfg: cfg.unwrap().optional(),
  resolution: resolution.unwrap().optional(),
  sampler: sampler.unwrap().optional(),
  scheduler: scheduler.unwrap().optional(),
  loras: loras.unwrap().optional(),
}
