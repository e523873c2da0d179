import { z } from '@hono/zod-openapi'
import { timeSchema, uuidSchema } from '../http/fields.ts'
import { webhookEvents } from './webhook-events.ts'
import { isSecret } from './webhook-secrets.ts'

export const webhookIdParam = z.object({
  webhook_id: uuidSchema.openapi({ param: { name: 'webhook_id', in: 'path' } }),
})

const urlSchema = z.string().min(1).max(2048).openapi({
  description: 'An https URL of a host that WEBHOOK_HOSTS lists.',
  example: 'https://hooks.example/darkroom',
})

const eventsSchema = z
  .array(z.enum(webhookEvents))
  .min(1)
  .max(webhookEvents.length)
  .openapi({
    description:
      'What is told. Default: `job.completed`, `job.failed`, `job.cancelled`, `batch.ended`, `sequence.ended`.',
    example: ['job.completed', 'job.failed'],
  })

const secretSchema = z
  .string()
  .refine(isSecret, 'must be whsec_ and 24 to 64 bytes in base64')
  .openapi({
    description: 'Signs what is sent. It is never shown again.',
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  })

const descriptionSchema = z.string().max(200)

/** The webhook of one request: of its job, or of all jobs of its batch or sequence. */
export const jobWebhookBodySchema = z
  .strictObject({
    url: urlSchema,
    events: eventsSchema.optional(),
    secret: secretSchema.optional().openapi({
      description: 'Signs what is sent. Default: WEBHOOK_SECRET of the server.',
    }),
  })
  .openapi('JobWebhook', {
    description: 'Who is told what becomes of it, and of what.',
    example: { url: 'https://hooks.example/darkroom', events: ['job.completed', 'job.failed'] },
  })
export type JobWebhookBody = z.output<typeof jobWebhookBodySchema>

export const newWebhookSchema = z
  .strictObject({
    url: urlSchema,
    description: descriptionSchema.default(''),
    events: eventsSchema.optional(),
    enabled: z.boolean().default(true),
    secret: secretSchema.optional().openapi({ description: 'Default: a new one.' }),
  })
  .openapi('NewWebhook', { example: { url: 'https://hooks.example/darkroom' } })

export const webhookChangeSchema = z
  .strictObject({
    url: urlSchema.optional(),
    description: descriptionSchema.optional(),
    events: eventsSchema.optional(),
    enabled: z.boolean().optional(),
    secret: secretSchema.optional(),
  })
  .openapi('WebhookChange', { example: { enabled: false } })

const webhookExample = {
  id: '7d0c2f0e-6a3b-4e0b-9c53-0a6f2d1b8e44',
  url: 'https://hooks.example/darkroom',
  description: '',
  events: ['job.completed', 'job.failed'],
  enabled: true,
  gone: false,
  created_at: '2026-11-22T15:30:12.000+00:00',
}

const webhookFields = {
  id: uuidSchema,
  url: z.string(),
  description: z.string(),
  events: z.array(z.enum(webhookEvents)),
  enabled: z.boolean(),
  gone: z.boolean().openapi({ description: 'It answered 410, and was disabled.' }),
  created_at: timeSchema,
}

export const webhookSchema = z.object(webhookFields).openapi('Webhook', { example: webhookExample })
export type WebhookAnswer = z.input<typeof webhookSchema>

export const createdWebhookSchema = z
  .object({
    ...webhookFields,
    secret: z.string().openapi({ description: 'Told this once.' }),
  })
  .openapi('CreatedWebhook', {
    example: { ...webhookExample, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  })

export const webhookListSchema = z
  .object({ webhooks: z.array(webhookSchema) })
  .openapi('Webhooks', { example: { webhooks: [webhookExample] } })
