import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { galleryImageSchema } from '../gallery/gallery-image.ts'
import { askedRecipe } from '../generate/asked-recipe.ts'
import { jobStatusSchema } from '../generate/generate-schemas.ts'
import { waitingFields } from '../generate/waiting-schema.ts'
import type { AppEnv } from '../http/env.ts'
import { timeSchema, uuidSchema } from '../http/fields.ts'
import { validationProblem } from '../http/validation-problem.ts'

/** The most jobs of a group that one answer tells of. */
export const mostJobs = 1_000

/** The most that a list of groups tells of each: it can have as many groups. */
export const mostJobsInList = 100

/** Which jobs of a group an answer tells of. */
export interface JobsPage {
  readonly from?: number
  readonly most?: number
}

const mostBefore = 9_999

/** The query parameter for the document. In the request's schema typed clients would have to send a query. */
export const jobsParameters = {
  parameters: [
    {
      name: 'from',
      in: 'query' as const,
      description: `Of a batch of more than ${mostJobs} jobs, it tells of ${mostJobs} from this one on, counted from 0.`,
      schema: { type: 'integer' as const, minimum: 0, maximum: mostBefore, default: 0 },
    },
  ],
}

const jobsQuery = z.object({
  from: z.coerce.number<string>().int().min(0).max(mostBefore).default(0),
})

/** @throws ProblemError, 400 */
export function readFrom(c: Context<AppEnv>): number {
  const query = jobsQuery.safeParse(c.req.query())
  if (!query.success) throw validationProblem('query', query.error)
  return query.data.from
}

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
