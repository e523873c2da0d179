import { z } from '@hono/zod-openapi'
import { galleryImageSchema } from '../gallery/gallery-image.ts'
import { timeSchema, uuidSchema } from '../http/fields.ts'
import { outputSchema } from '../outputs/output-schema.ts'
import { jobWebhookBodySchema } from '../webhooks/webhook-schemas.ts'
import { askedRecipe } from './asked-recipe.ts'
import { checkedPictures } from './checked-pictures.ts'
import { acceptedExample, jobExample, requestExample, runningExample } from './job-examples.ts'
import { pictureFields } from './picture-fields.ts'
import { waitingFields } from './waiting-schema.ts'

export const requestIdParam = z.object({
  request_id: uuidSchema.openapi({ param: { name: 'request_id', in: 'path' } }),
})

export const jobStatusSchema = z
  .enum(['queued', 'processing', 'completed', 'error', 'cancelled'])
  .openapi('JobStatus')

export const prioritySchema = z.int().min(-100).max(100).openapi({
  description: 'Higher runs first; among equals, clients take turns.',
})

const { prompt, model } = askedRecipe.shape

export const generateBodySchema = checkedPictures(
  z.strictObject({
    ...askedRecipe.shape,
    prompt: prompt.optional().openapi({
      description: 'Left out only where a picture is made larger and nothing is painted.',
    }),
    model: model.optional().openapi({
      description:
        '`filename` of GET /api/models. Left out only where a picture is made larger and nothing is painted.',
    }),
    ...pictureFields.shape,
    priority: prioritySchema.default(0),
    webhook: jobWebhookBodySchema.optional(),
  }),
).openapi('GenerateRequest', { example: requestExample })

export const changeBodySchema = z
  .strictObject({ priority: prioritySchema })
  .openapi('JobChange', { example: { priority: 10 } })

export const acceptedSchema = z
  .object({
    request_id: uuidSchema,
    status: z.literal('queued'),
    position: z.int().openapi({ description: 'How many jobs wait before it.' }),
    seed: z.int().openapi({
      description:
        '−1 when there is none, as where a picture is only enlarged, or when a graph is run whose seed is above 2^53−1, and stays.',
    }),
  })
  .openapi('Accepted', { example: acceptedExample })

export const progressSchema = z
  .object({
    value: z.number().min(0).max(1),
    step: z.int(),
    steps: z.int(),
    stage: z.string().openapi({ example: 'sampling' }),
    stale: z.boolean().openapi({
      description: 'Nothing was heard of it for a while: this is how it was then.',
    }),
  })
  .openapi('Progress', { example: runningExample.progress })

export const errorInfoSchema = z.object({
  code: z.string(),
  node_id: z.string().optional(),
  node_class: z.string().optional(),
  hint: z.string().optional(),
})

export const jobSchema = z
  .object({
    request_id: uuidSchema,
    status: jobStatusSchema,
    position: z.int().optional(),
    ...waitingFields,
    priority: z.int(),
    progress: progressSchema.optional(),
    prompt: z.string(),
    prompt_template: z
      .string()
      .optional()
      .openapi({ description: 'The prompt as it was sent, when wildcards were drawn in it.' }),
    model: z.string(),
    seed: z.int().openapi({ description: '−1 when it is no longer known, or above 2^53−1.' }),
    image_url: z.string().optional().openapi({
      description:
        'Of its first picture, or of its first video where it made none; when completed.',
    }),
    images: z.array(galleryImageSchema).optional().openapi({
      description: 'Its pictures and videos, as far as the gallery still has them.',
    }),
    outputs: z.array(outputSchema).optional().openapi({
      description:
        'All files that it made, of every kind, in the order of the nodes that made them.',
    }),
    error: z.string().optional().openapi({ description: 'One sentence, when status is error.' }),
    error_info: errorInfoSchema.optional(),
    server: z.string().optional().openapi({
      description: 'Name of the ComfyUI that works on it, or did.',
    }),
    given_urls: z.array(z.string()).optional().openapi({
      description: 'The uploads that go into it.',
    }),
    batch_id: z.string().optional(),
    sequence_id: z.string().optional(),
    created_at: timeSchema,
    started_at: timeSchema.optional(),
    finished_at: timeSchema.optional(),
    eta_seconds: z.number().optional().openapi({
      description:
        'Absent until something alike has run, and whenever a guess would be wrong: while it waits for anything but its turn, or takes longer than foreseen.',
    }),
  })
  .openapi('Job', { example: jobExample })
export type Job = z.infer<typeof jobSchema>

export const cancelledSchema = z
  .object({
    request_id: uuidSchema,
    status: jobStatusSchema,
    result: z.enum(['cancelled', 'requested', 'too_late']).openapi({
      description: '`requested`: it runs and is being stopped; `too_late`: it had ended.',
    }),
  })
  .openapi('Cancelled', {
    example: { request_id: jobExample.request_id, status: 'cancelled', result: 'cancelled' },
  })
