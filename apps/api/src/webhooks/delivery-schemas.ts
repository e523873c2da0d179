import { z } from '@hono/zod-openapi'
import { timeSchema } from '../http/fields.ts'

const plainId = z.string().regex(/^[0-9a-f]{1,32}-\d{1,15}$/, 'must be the id of a delivery')

const idSchema = plainId.openapi({ example: '9f0c1d2e3b4a-128' })

export const deliveryIdParam = z.object({
  delivery_id: idSchema.openapi({ param: { name: 'delivery_id', in: 'path' } }),
})

const stateSchema = z.enum(['pending', 'delivered', 'dead'])

export const deliveryQuery = z.object({
  state: stateSchema.optional(),
  about: z.uuid().optional().openapi({ description: 'Id of a job, batch or sequence.' }),
  limit: z.coerce.number<string>().int().min(1).max(1000).default(50),
  cursor: plainId.optional().openapi({
    description: '`next_cursor` of the page before, such as 9f0c1d2e3b4a-128.',
  }),
})

const example = {
  id: '9f0c1d2e3b4a-128',
  event: 'job.completed',
  about: '3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11',
  url: 'https://hooks.example/darkroom',
  state: 'pending',
  tries: 1,
  created_at: '2026-11-22T15:30:12.000+00:00',
  tried_at: '2026-11-22T15:30:13.000+00:00',
  next_try_at: '2026-11-22T15:30:18.000+00:00',
  status: 503,
  error: 'status',
  seconds: 0.12,
} as const

const fields = {
  id: idSchema.openapi({ description: 'The same as the header `webhook-id`, at each try.' }),
  event: z.string(),
  about: z.string().optional().openapi({ description: 'Id of the job, batch or sequence.' }),
  webhook_id: z.string().optional().openapi({
    description: 'Absent where the URL came with the job.',
  }),
  url: z.string().optional().openapi({
    description: 'Without its query. Absent where the webhook is no longer there.',
  }),
  state: stateSchema.openapi({ description: '`dead`: it is not tried any more.' }),
  tries: z.int(),
  created_at: timeSchema,
  tried_at: timeSchema.optional(),
  next_try_at: timeSchema.optional().openapi({
    description:
      'The earliest time of the next try; earlier ones of the same job go first, and a receiver that is away is left alone for up to a minute.',
  }),
  status: z.int().optional().openapi({ description: 'HTTP status of the last answer.' }),
  error: z.string().optional().openapi({
    description: 'What went wrong at the last try, in a word.',
    example: 'timeout',
  }),
  seconds: z.number().optional().openapi({ description: 'How long the last try took.' }),
}

export const deliverySchema = z.object(fields).openapi('Delivery', { example })
export type Delivery = z.input<typeof deliverySchema>

export const sentDeliverySchema = z
  .object({
    ...fields,
    body: z.string().openapi({ description: 'What is sent, letter for letter.' }),
  })
  .openapi('SentDelivery', {
    example: {
      ...example,
      body: '{"type":"job.completed","timestamp":"2026-11-22T15:30:12.000Z","data":{}}',
    },
  })

export const deliveryListSchema = z
  .object({ deliveries: z.array(deliverySchema), next_cursor: z.string().optional() })
  .openapi('Deliveries', { example: { deliveries: [example], next_cursor: example.id } })
