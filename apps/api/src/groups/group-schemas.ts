import { z } from '@hono/zod-openapi'
import { galleryImageSchema } from '../gallery/gallery-image.ts'
import { askedRecipe } from '../generate/asked-recipe.ts'
import { jobStatusSchema } from '../generate/generate-schemas.ts'
import { waitingFields } from '../generate/waiting-schema.ts'
import { timeSchema, uuidSchema } from '../http/fields.ts'

export const seedModeSchema = z.enum(['random', 'incremental', 'fixed'])

/** Fields that batches and sequences share. */
export const groupProgress = {
  status: jobStatusSchema,
  paused: z.boolean().openapi({ description: 'None of its jobs begins until it is resumed.' }),
  ...waitingFields,
  seeds: z.array(z.int()),
  job_ids: z.array(uuidSchema),
  thumbnails: z.array(z.string()),
  images: z.array(galleryImageSchema),
  errors: z.array(z.object({ number: z.int(), error: z.string() })),
  estimated_seconds_remaining: z.number().nullable(),
  created_at: timeSchema,
  completed_at: timeSchema.optional(),
}

/** Fields that may differ when a group is made again. */
export const againFields = {
  seed_mode: seedModeSchema.optional(),
  base_seed: askedRecipe.shape.seed,
}
export const againDescription = 'What is not given stays; the seeds are new.'

export const nextCursorSchema = z.string().optional().openapi({ example: '128' })
