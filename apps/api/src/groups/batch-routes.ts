import { z } from '@hono/zod-openapi'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { fingerprinted } from '../generate/asked-recipe.ts'
import { takeJob } from '../generate/take-job.ts'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { acceptProblems, conflict } from '../http/responses.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import {
  acceptedBatchSchema,
  type BatchBody,
  batchAgainSchema,
  batchBodySchema,
  batchIdParam,
  batchSchema,
} from './batch-schemas.ts'
import { acceptedHeaders, type GroupServices, groupRoutes } from './group-routes.ts'
import { nextCursorSchema } from './group-schemas.ts'
import { toAcceptedBatch, toBatch } from './to-batch.ts'

/** The words of the pictures, and how many there are of which seeds. */
const parted = ({
  batch_count: batchCount,
  seed_mode: seedMode,
  base_seed: baseSeed,
  shared_run: sharedRun,
  priority,
  ...words
}: BatchBody) => ({ words, priority, plan: { batchCount, seedMode, baseSeed, sharedRun } })

export const batchRoutes = (services: GroupServices & { readonly given: GivenPictures }) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/batch',
      operationId: 'generateBatch',
      tags: ['Batch'],
      summary: 'Generate several images of one prompt',
      ...acceptParameters,
      request: { body: body(batchBodySchema) },
      responses: {
        202: json(acceptedBatchSchema, 'Accepted, all of it.'),
        ...acceptProblems,
        ...conflict,
      },
    }).handle(async (c) => {
      const body = c.req.valid('json')
      const { words, priority, plan } = parted(body)
      const options = { ...acceptOptions(c, fingerprinted(body)), priority }
      const { given, generation } = services
      const before = generation.groups.acceptedBefore(options)
      if (before !== undefined) {
        return c.json(toAcceptedBatch(before), 202, acceptedHeaders('batch', before))
      }
      using taken = await takeJob(given, words, { signal: c.req.raw.signal })
      const { workflow, inputs, files } = taken
      const request = { workflow, inputs, files, ...plan }
      const group = await generation.groups.accept('batch', request, options)
      return c.json(toAcceptedBatch(group), 202, acceptedHeaders('batch', group))
    }),
    ...groupRoutes(services, {
      kind: 'batch',
      name: { one: 'Batch', many: 'Batches' },
      summaries: {
        cancel: 'Cancel what has not run; finished images stay',
        retry: 'Run again what failed or was cancelled',
        again: 'The same batch with other seeds, as a new batch',
        archive: 'What is finished, as a ZIP',
      },
      params: batchIdParam,
      again: batchAgainSchema,
      view: { schema: batchSchema, from: (view) => toBatch(view, services.gallery) },
      page: {
        schema: z.object({ batches: z.array(batchSchema), next_cursor: nextCursorSchema }),
        from: (batches, next_cursor) => ({ batches, next_cursor }),
      },
      cancelled: {
        schema: z.object({ cancelled: z.boolean(), completed_images: z.int() }),
        from: (cancelled, completed_images) => ({ cancelled, completed_images }),
      },
      accepted: { schema: acceptedBatchSchema, from: toAcceptedBatch },
    }),
  ] as const
