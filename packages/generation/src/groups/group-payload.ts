import type { Json } from '@darkroom/job-queue'
import { z } from 'zod'
import type { BatchRequest, SequenceRequest } from '../generation-request.ts'
import {
  partialRequestSchema,
  requestSchema,
  requestToJson,
  seedModeSchema,
} from '../plan/job-payload.ts'

/** Kinds of the queue's groups. A retry is a group of its own that names the one it belongs to. */
export const retryKind = 'retry'

const batchSchema = z.object({
  request: requestSchema,
  batchCount: z.int(),
  seedMode: seedModeSchema,
  baseSeed: z.int(),
})

const sequenceSchema = z.object({
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
})

const retrySchema = z.object({ of: z.string() })

export const batchToJson = (batch: Required<BatchRequest>): Json => ({
  request: requestToJson(batch.request),
  batchCount: batch.batchCount,
  seedMode: batch.seedMode,
  baseSeed: batch.baseSeed,
})

/** By way of text, which drops what is undefined. */
export const sequenceToJson = (sequence: Required<SequenceRequest>): Json =>
  JSON.parse(JSON.stringify(sequence))

export const retryToJson = (of: string): Json => ({ of })

export const readBatch = (payload: Json): Required<BatchRequest> | undefined =>
  batchSchema.safeParse(payload).data

export const readSequence = (payload: Json): Required<SequenceRequest> | undefined =>
  sequenceSchema.safeParse(payload).data

/** The group that a retry belongs to. */
export const readRetry = (payload: Json): string | undefined =>
  retrySchema.safeParse(payload).data?.of
