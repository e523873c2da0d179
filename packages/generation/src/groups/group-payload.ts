import type { Json } from '@darkroom/job-queue'
import { z } from 'zod'
import type { BatchRequest, SequenceRequest } from '../job/generation-request.ts'
import {
  partialRequestSchema,
  partSchema,
  promptTextsSchema,
  requestSchema,
  seedModeSchema,
} from '../job/job-payload.ts'
import type { CompleteBatch, CompleteSequence, PlannedJob } from './plan-group.ts'

/** Kinds of the queue's groups. A retry is a group of its own that names the one it belongs to. */
export const retryKind = 'retry'

const plannedSchema: z.ZodType<PlannedJob> = z.object({
  request: requestSchema,
  part: partSchema,
  template: promptTextsSchema.optional(),
})

/** What its jobs are, in order: known for as long as the group, although the queue forgets what its jobs were. */
const groupSchema = z.object({ jobs: z.array(plannedSchema) })

const batchSchema: z.ZodType<CompleteBatch> = z.object({
  request: requestSchema,
  batchCount: z.int(),
  seedMode: seedModeSchema,
  baseSeed: z.int(),
  sharedRun: z.boolean(),
})

const storySchema = z.object({
  description: z.string(),
  arc: z.string(),
  style: z.string(),
  keywords: z.array(z.string()),
  characters: z.array(z.string()),
  setting: z.string(),
  atmosphere: z.string(),
  prefix: z.string(),
  producer: z.string(),
})

const sequenceSchema: z.ZodType<CompleteSequence> = z.object({
  sequenceId: z.string(),
  parameters: requestSchema,
  prompts: z.array(
    z.object({
      frameNumber: z.int(),
      prompt: z.string(),
      description: z.string(),
      shotType: z.string(),
      parameters: partialRequestSchema.optional(),
    }),
  ),
  seedMode: seedModeSchema,
  chain: z.boolean(),
  story: storySchema.optional(),
})

const retrySchema = z.object({ of: z.string() })

/** By way of text, which drops what is undefined. */
const toJson = (value: object): Json => JSON.parse(JSON.stringify(value))

export const batchToJson = (batch: CompleteBatch, jobs: readonly PlannedJob[]): Json =>
  toJson({ ...batch, jobs })

export const sequenceToJson = (sequence: CompleteSequence, jobs: readonly PlannedJob[]): Json =>
  toJson({ ...sequence, jobs })

export const retryToJson = (of: string, jobs: readonly PlannedJob[]): Json => toJson({ of, jobs })

/** Payloads do not change, so each is read once. */
function remembered<T>(schema: z.ZodType<T>): (payload: Json) => T | undefined {
  const known = new WeakMap<object, T>()
  return (payload) => {
    if (typeof payload !== 'object' || payload === null) return undefined
    const found = known.get(payload) ?? schema.safeParse(payload).data
    if (found !== undefined) known.set(payload, found)
    return found
  }
}

export const readBatch: (payload: Json) => Required<BatchRequest> | undefined =
  remembered(batchSchema)

export const readSequence: (payload: Json) => SequenceRequest | undefined =
  remembered(sequenceSchema)

const readGroup = remembered(groupSchema)

/** The jobs of any group, in order. */
export const readPlanned = (payload: Json): readonly PlannedJob[] => readGroup(payload)?.jobs ?? []

/** The group that a retry belongs to. */
export const readRetry = (payload: Json): string | undefined =>
  retrySchema.safeParse(payload).data?.of
