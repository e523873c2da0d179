import { z } from '@hono/zod-openapi'
import { jobStatusSchema } from '../generate/generate-schemas.ts'
import { timeSchema, uuidSchema } from '../http/fields.ts'

const outputSchema = z.object({
  kind: z.string(),
  media_type: z.string(),
  filepath: z.string().openapi({ description: 'Path below the folder of the gallery.' }),
  url: z.string().openapi({ description: 'Path of the API of this server.' }),
  size_bytes: z.int(),
  width: z.int().optional(),
  height: z.int().optional(),
  sha256: z.string(),
})

const groupIds = {
  batch_id: uuidSchema.optional(),
  sequence_id: uuidSchema.optional(),
}

/** What is told of a job. */
export const jobMessageSchema = z
  .object({
    request_id: uuidSchema,
    status: jobStatusSchema,
    ...groupIds,
    workflow: z.string(),
    model: z.string().optional(),
    seed: z.int().optional(),
    outputs: z
      .array(outputSchema)
      .openapi({ description: 'The first hundred; `outputs_total` counts all.' }),
    outputs_total: z.int(),
    error: z.string().optional(),
    error_info: z.object({ code: z.string(), hint: z.string().optional() }).optional(),
    server: z.string().optional(),
    retry_of: uuidSchema.optional(),
    created_at: timeSchema,
    started_at: timeSchema.optional(),
    finished_at: timeSchema.optional(),
  })
  .openapi('JobMessage')
export type JobMessage = z.input<typeof jobMessageSchema>

/** What is told of a batch or sequence, all of whose jobs have ended. */
export const groupMessageSchema = z
  .object({
    ...groupIds,
    jobs: z.int(),
    completed: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    is_retry: z.boolean().openapi({
      description: 'Only jobs that were made again are counted: what had failed, or a frame.',
    }),
  })
  .openapi('GroupMessage')
export type GroupMessage = z.input<typeof groupMessageSchema>

export const testMessageSchema = z.object({ webhook_id: uuidSchema }).openapi('TestMessage')
export type TestMessage = z.input<typeof testMessageSchema>
