import { z } from '@hono/zod-openapi'
import { askedRecipe } from '../generate/asked-recipe.ts'
import { prioritySchema } from '../generate/generate-schemas.ts'
import { uuidSchema } from '../http/fields.ts'
import { jobWebhookBodySchema } from '../webhooks/webhook-schemas.ts'
import { valuesSchema } from '../workflows/workflow-schemas.ts'
import {
  batchIssues,
  batchWords,
  batchWorkflow,
  checkedBatch,
  matrixSchema,
} from './batch-words.ts'
import { batchExample, batchRequestExample } from './group-examples.ts'
import {
  againDescription,
  againFields,
  groupProgress,
  mostJobs,
  mostJobsInList,
  seedModeSchema,
} from './group-schemas.ts'

export const batchIdParam = z.object({ batch_id: uuidSchema })

const { seed } = askedRecipe.shape
const countSchema = z.int().min(2).max(20)

export const batchBodySchema = checkedBatch(
  z.strictObject({
    ...batchWords.shape,
    workflow: batchWorkflow,
    inputs: valuesSchema.optional(),
    matrix: matrixSchema.optional(),
    batch_count: countSchema.optional().openapi({
      description: 'How many images of one prompt, by their seeds; not beside a matrix.',
    }),
    seed_mode: seedModeSchema.default('random').openapi({
      description:
        'incremental: base_seed + n; fixed: base_seed for all. Of a workflow it is its input `seed`, and what else the editor would draw for each run; a seed among the values stays.',
    }),
    base_seed: seed,
    shared_run: z.boolean().default(false).openapi({
      description:
        'All images from one run of ComfyUI, as one job and from one seed: faster, and if it fails all of them do. Only with seed_mode `random`.',
    }),
    priority: prioritySchema.default(0),
    webhook: jobWebhookBodySchema.optional(),
  }),
)
  .refine(({ shared_run, seed_mode }) => !shared_run || seed_mode === 'random', {
    path: ['shared_run'],
    error: 'needs seed_mode random, for all its images have one seed',
  })
  .refine(({ shared_run, batch_size }) => !shared_run || batch_size === undefined, {
    path: ['batch_size'],
    error: 'cannot be set with shared_run, which makes batch_count images in one run',
  })
  .superRefine((body, context) => {
    for (const issue of batchIssues(body)) context.addIssue({ code: 'custom', ...issue })
  })
  .openapi('BatchRequest', { example: batchRequestExample })
export type BatchBody = z.infer<typeof batchBodySchema>

export const batchAgainSchema = z
  .strictObject({ batch_count: countSchema.optional(), ...againFields })
  .openapi('BatchAgainRequest', { description: againDescription })

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
    example: { batch_id: batchExample.batch_id, queued_images: 2, estimated_time: 19 },
  })
export type AcceptedBatch = z.infer<typeof acceptedBatchSchema>

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
    matrix: z
      .record(z.string(), z.array(z.unknown()))
      .optional()
      .openapi({ description: 'The lists of values that its jobs are the product of.' }),
    values: z
      .array(z.record(z.string(), z.unknown()))
      .optional()
      .openapi({ description: 'Of a matrix: the values of each job of `job_ids`.' }),
    next_from: z
      .int()
      .optional()
      .openapi({
        description: `Of a batch of more than ${mostJobs} jobs: what \`from\` is for the next. \`seeds\`, \`job_ids\`, \`values\`, \`thumbnails\`, \`images\` and \`errors\` tell of as many at most; of ${mostJobsInList} in the list of all batches.`,
      }),
    ...groupProgress,
  })
  .openapi('Batch', { example: batchExample })
export type Batch = z.infer<typeof batchSchema>
