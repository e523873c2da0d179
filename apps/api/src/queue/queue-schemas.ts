import { z } from '@hono/zod-openapi'
import { jobSchema, jobStatusSchema } from '../generate/generate-schemas.ts'
import { runningExample, waitingExample } from '../generate/job-examples.ts'
import { waitingFields } from '../generate/waiting-schema.ts'
import { timeSchema, uuidSchema } from '../http/fields.ts'
import { summarySchema } from './queue-summary.ts'

const mostRows = 1_000

const rowsQuery = z.object({
  from: z.coerce.number<string>().int().min(0).max(1_000_000).default(0).openapi({
    description: 'How many are left out, counted from the next to run.',
  }),
  limit: z.coerce
    .number<string>()
    .int()
    .min(0)
    .max(mostRows)
    .default(mostRows)
    .openapi({ description: 'How many at most; 0 for the counts and what runs alone.' }),
})

export const queueQuery = rowsQuery.extend({
  group: z
    .uuid()
    .optional()
    .openapi({ description: 'Only the waiting jobs of this batch or sequence.' }),
})

export const stackedQuery = rowsQuery

export const queueSchema = summarySchema
  .extend({
    running: z.array(jobSchema),
    waiting: z.array(jobSchema).openapi({
      description:
        'In the order in which they will run; those that have no `position`, as of a paused batch, come last.',
    }),
  })
  .openapi('Queue', {
    example: {
      paused: false,
      counts: { queued: 1, processing: 1, completed: 1, error: 0, cancelled: 0 },
      running: [runningExample],
      waiting: [waitingExample],
    },
  })

const stackExample = {
  kind: 'batch',
  id: 'f4f9b9a6-0a53-4e3c-8d0a-4b1f4c1c9e22',
  prompt: waitingExample.prompt,
  model: waitingExample.model,
  status: 'processing',
  paused: false,
  total: 8,
  completed: 3,
  failed: 0,
  waiting: 4,
  next: waitingExample,
  thumbnails: [],
  created_at: waitingExample.created_at,
}

export const stackSchema = z
  .object({
    kind: z.enum(['batch', 'sequence']),
    id: uuidSchema,
    prompt: z.string().openapi({ description: 'Of a sequence: its story.' }),
    model: z.string(),
    status: jobStatusSchema,
    paused: z.boolean(),
    ...waitingFields,
    total: z.int().openapi({ description: 'Counts pictures, as do the next two.' }),
    completed: z.int(),
    failed: z.int(),
    waiting: z.int().openapi({ description: 'How many of its jobs wait.' }),
    next: jobSchema.optional().openapi({ description: 'The first of these.' }),
    thumbnails: z
      .array(z.string())
      .openapi({ description: 'Of its newest pictures, four at most.' }),
    estimated_seconds_remaining: z.number().optional(),
    created_at: timeSchema,
  })
  .openapi('Stack', { example: stackExample })
export type Stack = z.infer<typeof stackSchema>

export const stackedSchema = z
  .object({
    total: z.int().openapi({ description: 'How many rows there are.' }),
    rows: z.array(z.object({ job: jobSchema.optional(), stack: stackSchema.optional() })),
  })
  .openapi('StackedQueue', {
    example: { total: 2, rows: [{ job: waitingExample }, { stack: stackExample }] },
  })

export const moveBodySchema = z
  .strictObject({
    request_ids: z.array(uuidSchema).min(1).max(mostRows).optional(),
    batch_id: uuidSchema.optional(),
    sequence_id: uuidSchema.optional(),
    before: uuidSchema.optional().openapi({
      description: 'The waiting job before which they are to run; left out, they come last.',
    }),
  })
  .refine(
    ({ request_ids, batch_id, sequence_id }) =>
      [request_ids, batch_id, sequence_id].filter((one) => one !== undefined).length === 1,
    { error: 'needs one of request_ids, batch_id and sequence_id' },
  )
  .openapi('QueueMove', {
    example: { request_ids: [waitingExample.request_id], before: runningExample.request_id },
  })

export const movedSchema = z
  .object({ moved: z.int() })
  .openapi('QueueMoved', { example: { moved: 1 } })

export const emptiedSchema = z
  .object({ cancelled: z.int() })
  .openapi('QueueEmptied', { example: { cancelled: 12 } })
