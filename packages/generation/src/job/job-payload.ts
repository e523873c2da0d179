import { isRecord, type Json, type JsonObject } from '@darkroom/foundation'
import type { FoundRecipe } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
import { z } from 'zod'
import { givenFilesSchema } from './given-file.ts'
import { recipeOf } from './inputs.ts'
import type { JobRequest, PromptTexts } from './job-request.ts'
import type { JobPart } from './job-view.ts'
import { madeBySchema } from './made-by.ts'
import { remembered } from './remembered.ts'
import { onlyWorkflow, promptTexts, requestInputs } from './version-1.ts'

/** Kind of the queue's jobs. */
export const imageJob = 'image'

/** Kind of the queue's groups that retry jobs of another group, or make frames of it anew. */
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
    values: inputsSchema.optional(),
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

const noteSchema: z.ZodType<JsonObject> = z.custom<JsonObject>(isRecord)

/** What each job has of its own. */
const own = {
  output: z.string(),
  retryOf: z.string().optional(),
  note: noteSchema.optional(),
  webhook: noteSchema.optional(),
  pngInfo: z.string().optional(),
  trace: z.string().optional(),
}

const common = { ...own, part: partSchema.optional() }

const payloadSchema = z.object({
  schema: z.literal(2),
  workflow: z.string(),
  inputs: inputsSchema,
  template: promptTextsSchema.optional(),
  files: givenFilesSchema.optional(),
  made: madeBySchema.optional(),
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

/** The stored part of a job: all that is needed to run it, again and by anyone. */
export interface PlannedPayload extends JobRequest {
  /** Path of its pictures, below the gallery's root, without extension. */
  readonly output: string
  /** The prompts as they were sent, when wildcards were drawn for those in `inputs`. */
  readonly template?: PromptTexts | undefined
  readonly part?: JobPart | undefined
  readonly retryOf?: string | undefined
  /** What was noted with it when it was accepted. */
  readonly note?: JsonObject | undefined
  /** Who is told what becomes of it, and of what. */
  readonly webhook?: JsonObject | undefined
  /** `extra_pnginfo`, as JSON text. */
  readonly pngInfo?: string | undefined
  /** W3C `traceparent` of the request that asked for it. */
  readonly trace?: string | undefined
}

export interface JobPayload extends PlannedPayload {
  /** The words of the recipe among the inputs. */
  readonly recipe: FoundRecipe
}

/** Goes by way of text, which drops undefined fields. */
export const toJson = (value: object): Json => JSON.parse(JSON.stringify(value))

export const payloadToJson = (payload: PlannedPayload): Json => toJson({ schema: 2, ...payload })

/** The payload of a job whose group has the rest. */
export const memberPayloadToJson = (own: OwnPayload): Json => toJson({ schema: 3, ...own })

/** What a job of a group has of its own. */
export type OwnPayload = Pick<
  PlannedPayload,
  'output' | 'retryOf' | 'note' | 'webhook' | 'pngInfo' | 'trace'
>

export type StoredPayload =
  | { readonly kind: 'whole'; readonly job: JobPayload }
  | { readonly kind: 'member'; readonly job?: undefined; readonly own: OwnPayload }

const whole = z.union([payloadSchema, version1]).transform(
  (payload): StoredPayload => ({
    kind: 'whole',
    job: { ...payload, recipe: recipeOf(payload.inputs) },
  }),
)

const member = z
  .object({ schema: z.literal(3), ...own })
  .transform(({ schema: _, ...job }): StoredPayload => ({ kind: 'member', own: job }))

/** Reads a stored payload; undefined for one that is something else, of another version or forgotten. */
export const readStored: (payload: Json | undefined) => StoredPayload | undefined = remembered(
  z.union([member, whole]),
)
