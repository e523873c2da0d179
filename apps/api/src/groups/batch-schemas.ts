import { z } from '@hono/zod-openapi'
import { galleryImageSchema } from '../gallery/gallery-image.ts'
import { examples } from '../http/examples.ts'
import {
  generationParameters,
  jobStatusSchema,
  modelSchema,
  prioritySchema,
  promptSchema,
  seedSchema,
  timeSchema,
  uuidSchema,
} from '../recipe/recipe-fields.ts'

export const batchIdParam = z.object({ batch_id: uuidSchema })

export const seedModeSchema = z.enum(['random', 'incremental', 'fixed'])

export const batchBodySchema = z
  .strictObject({
    prompt: promptSchema,
    model: modelSchema,
    batch_count: z.int().min(2).max(20),
    seed_mode: seedModeSchema
      .default('random')
      .openapi({ description: 'incremental: base_seed + n; fixed: base_seed for all.' }),
    base_seed: seedSchema,
    shared_run: z.boolean().default(false).openapi({
      description:
        'All images from one run of ComfyUI, as one job and from one seed: faster, and if it fails all of them do. Only with seed_mode `random`.',
    }),
    priority: prioritySchema.default(0),
    ...generationParameters,
  })
  .refine(({ shared_run, seed_mode }) => !shared_run || seed_mode === 'random', {
    path: ['shared_run'],
    error: 'needs seed_mode random, for all its images have one seed',
  })
  .openapi('BatchRequest')
export type BatchBody = z.infer<typeof batchBodySchema>

export const acceptedBatchSchema = z
  .object({
    batch_id: uuidSchema,
    queued_images: z.int(),
    estimated_time: z
      .number()
      .nullable()
      .openapi({ description: 'Seconds; null until something alike has run.' }),
  })
  .openapi('AcceptedBatch', {
    example: { batch_id: examples.batch.batch_id, queued_images: 2, estimated_time: 19 },
  })
export type AcceptedBatch = z.infer<typeof acceptedBatchSchema>

/** The same batch with other seeds. */
export const againBodySchema = z
  .strictObject({
    batch_count: z.int().min(2).max(20).optional(),
    seed_mode: seedModeSchema.optional(),
    base_seed: seedSchema,
  })
  .openapi('BatchAgainRequest', { description: 'What is not given stays; the seeds are new.' })

/** What batches and sequences tell alike. */
export const groupProgress = {
  status: jobStatusSchema,
  paused: z.boolean().openapi({ description: 'None of its jobs begins until it is resumed.' }),
  seeds: z.array(z.int()),
  job_ids: z.array(uuidSchema),
  thumbnails: z.array(z.string()),
  images: z.array(galleryImageSchema),
  errors: z.array(z.object({ number: z.int(), error: z.string() })),
  estimated_seconds_remaining: z.number().nullable(),
  created_at: timeSchema,
  completed_at: timeSchema.optional(),
}

export const batchSchema = z
  .object({
    batch_id: uuidSchema,
    prompt: z.string(),
    model: z.string(),
    seed_mode: seedModeSchema,
    base_seed: z.int(),
    total_images: z.int(),
    completed_images: z.int(),
    failed_images: z.array(z.int()).openapi({ description: 'Numbers, from 1.' }),
    current_image: z.int().optional(),
    ...groupProgress,
  })
  .openapi('Batch', { example: examples.batch })
export type Batch = z.infer<typeof batchSchema>
