import type { Json } from '@darkroom/job-queue'
import { z } from 'zod'
import type { GenerationRequest, PromptTexts, SeedMode } from './generation-request.ts'
import type { JobPart } from './job-view.ts'

/** Kind of the queue's jobs. */
export const imageJob = 'image'

const requestShape = z.object({
  prompt: z.string(),
  negativePrompt: z.string(),
  model: z.string(),
  seed: z.int(),
  steps: z.number(),
  cfg: z.number(),
  sampler: z.string(),
  scheduler: z.string(),
  width: z.number(),
  height: z.number(),
  loras: z.array(
    z.object({ name: z.string(), strengthModel: z.number(), strengthClip: z.number() }),
  ),
  batchSize: z.number().optional(),
})

export const requestSchema: z.ZodType<GenerationRequest> = requestShape
export const partialRequestSchema: z.ZodType<Partial<GenerationRequest>> = requestShape.partial()

export const seedModeSchema: z.ZodType<SeedMode> = z.enum(['random', 'incremental', 'fixed'])

export const promptTextsSchema: z.ZodType<PromptTexts> = z.object({
  prompt: z.string(),
  negativePrompt: z.string(),
})

export const partSchema: z.ZodType<JobPart> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('batch'),
    id: z.string(),
    number: z.int(),
    seedMode: seedModeSchema,
  }),
  z.object({
    kind: z.literal('sequence'),
    id: z.string(),
    number: z.int(),
    frameNumber: z.int(),
    description: z.string(),
    shotType: z.string(),
  }),
])

const payloadSchema = z.object({
  schema: z.literal(1),
  request: requestSchema,
  /** Below the gallery's root, without extension. */
  output: z.string(),
  template: promptTextsSchema.optional(),
  part: partSchema.optional(),
  retryOf: z.string().optional(),
})

/** All that is needed to run the job, again and by anyone. */
export interface JobPayload {
  readonly schema: 1
  readonly request: GenerationRequest
  readonly output: string
  /** The prompts as they were sent, when wildcards were drawn for those in `request`. */
  readonly template?: PromptTexts
  readonly part?: JobPart
  readonly retryOf?: string
}

/** Plain JSON: fields that are undefined are left out. */
export const requestToJson = (request: GenerationRequest): { readonly [key: string]: Json } => ({
  prompt: request.prompt,
  negativePrompt: request.negativePrompt,
  model: request.model,
  seed: request.seed,
  steps: request.steps,
  cfg: request.cfg,
  sampler: request.sampler,
  scheduler: request.scheduler,
  width: request.width,
  height: request.height,
  loras: request.loras.map(({ name, strengthModel, strengthClip }) => ({
    name,
    strengthModel,
    strengthClip,
  })),
  ...(request.batchSize === undefined ? {} : { batchSize: request.batchSize }),
})

export const payloadToJson = (payload: JobPayload): Json => ({
  schema: 1,
  request: requestToJson(payload.request),
  output: payload.output,
  ...(payload.template === undefined ? {} : { template: { ...payload.template } }),
  ...(payload.part === undefined ? {} : { part: { ...payload.part } }),
  ...(payload.retryOf === undefined ? {} : { retryOf: payload.retryOf }),
})

const known = new WeakMap<object, JobPayload>()

/** Undefined when the queue holds something else, written by another version or forgotten. Remembered by object. */
export function tryReadPayload(payload: Json): JobPayload | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined
  const found = known.get(payload) ?? payloadSchema.safeParse(payload).data
  if (found !== undefined) known.set(payload, found)
  return found
}

/** @throws when the queue holds something else. */
export function readPayload(payload: Json): JobPayload {
  return tryReadPayload(payload) ?? payloadSchema.parse(payload)
}
