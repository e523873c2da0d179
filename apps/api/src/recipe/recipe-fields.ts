import { z } from '@hono/zod-openapi'

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

export const uuidSchema = z
  .uuid()
  .regex(/^[0-9a-f-]+$/, 'must be lower case')
  .openapi({ example: '3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11' })

export const requestIdParam = z.object({
  request_id: uuidSchema.openapi({ param: { name: 'request_id', in: 'path' } }),
})

export const timeSchema = z
  .string()
  .openapi({ format: 'date-time', example: '2026-11-22T15:30:12.000+00:00' })

export const jobStatusSchema = z
  .enum(['queued', 'processing', 'completed', 'error', 'cancelled'])
  .openapi('JobStatus')

/** Half a character, as JSON can have it, is replaced: most programs refuse a whole answer that has one. */
export const textSchema = z.string().overwrite((value) => value.toWellFormed())

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

export const prioritySchema = z.int().min(-100).max(100).openapi({
  description: 'Higher runs first; among equals, clients take turns.',
})

/** Yes or no in a query, in the spellings that people try. */
export const flagQuery = z.enum(['true', 'false', '1', '0']).optional()

export const isYes = (flag: z.infer<typeof flagQuery>): boolean => flag === 'true' || flag === '1'

/** `limit` and `cursor` of every list that has pages. */
export const pageQuery = z.object({
  limit: z.coerce.number<string>().int().min(1).max(1000).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the next_cursor of a page')
    .optional()
    .openapi({ description: '`next_cursor` of the page before, such as 128.' }),
})

export const imageIdParam = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be an image id')
    .openapi({ example: 'm3XhZk0aQ9c2Lr7T' }),
})
