import type { Json } from '@darkroom/foundation'
import type { FoundRecipe } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
import { z } from 'zod'
import { recipeOf } from './inputs.ts'
import type { JobRequest, PromptTexts } from './job-request.ts'
import type { JobPart } from './job-view.ts'
import { remembered } from './remembered.ts'
import { onlyWorkflow, promptTexts, requestInputs } from './version-1.ts'

/** Kind of the queue's jobs. */
export const imageJob = 'image'

/** Kind of the queue's groups that retry a part of another, or make it anew. */
export const retryKind = 'retry'

export const inputsSchema: z.ZodType<Inputs> = z.record(z.string(), z.unknown())

export const promptTextsSchema: z.ZodType<PromptTexts> = z.object({
  prompt: z.string(),
  negative_prompt: z.string(),
})

export const partSchema: z.ZodType<JobPart> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('batch'),
    id: z.string(),
    number: z.int(),
    seedMode: z.enum(['random', 'incremental', 'fixed']),
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

const common = {
  output: z.string(),
  part: partSchema.optional(),
  retryOf: z.string().optional(),
}

const payloadSchema = z.object({
  schema: z.literal(2),
  workflow: z.string(),
  inputs: inputsSchema,
  template: promptTextsSchema.optional(),
  ...common,
})

const version1 = z
  .object({
    schema: z.literal(1),
    request: requestInputs,
    template: promptTexts.optional(),
    ...common,
  })
  .transform(({ schema: _, request, ...same }) => ({
    ...same,
    workflow: onlyWorkflow,
    inputs: request,
  }))

/** What is written down of a job: all that is needed to run it, again and by anyone. */
export interface PlannedPayload extends JobRequest {
  /** Where its pictures go, below the gallery's root, without extension. */
  readonly output: string
  /** The prompts as they were sent, when wildcards were drawn for those in `inputs`. */
  readonly template?: PromptTexts | undefined
  readonly part?: JobPart | undefined
  readonly retryOf?: string | undefined
}

export interface JobPayload extends PlannedPayload {
  /** The words of the recipe among the inputs. */
  readonly recipe: FoundRecipe
}

/** By way of text, which drops what is undefined. */
export const toJson = (value: object): Json => JSON.parse(JSON.stringify(value))

export const payloadToJson = (payload: PlannedPayload): Json => toJson({ schema: 2, ...payload })

/** Undefined when the queue holds something else, written by another version or forgotten. */
export const tryReadPayload: (payload: Json) => JobPayload | undefined = remembered(
  z
    .union([payloadSchema, version1])
    .transform((payload): JobPayload => ({ ...payload, recipe: recipeOf(payload.inputs) })),
)
