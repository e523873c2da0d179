import type { BatchRequest } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { fingerprinted, workflow } from '../generate/asked-recipe.ts'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { acceptProblems } from '../http/responses.ts'
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

const toBatchRequest = ({
  batch_count: batchCount,
  seed_mode: seedMode,
  base_seed: baseSeed,
  shared_run: sharedRun,
  priority: _,
  ...inputs
}: BatchBody): BatchRequest => ({ workflow, inputs, batchCount, seedMode, baseSeed, sharedRun })

export const batchRoutes = (services: GroupServices) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/batch',
      operationId: 'generateBatch',
      tags: ['Batch'],
      summary: 'Generate several images of one prompt',
      ...acceptParameters,
      request: { body: body(batchBodySchema) },
      responses: { 202: json(acceptedBatchSchema, 'Accepted, all of it.'), ...acceptProblems },
    }).handle(async (c) => {
      const body = c.req.valid('json')
      const options = { ...acceptOptions(c, fingerprinted(body)), priority: body.priority }
      const groups = services.generation.groups
      const group = await groups.accept('batch', toBatchRequest(body), options)
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
      view: { schema: batchSchema, from: (view, from) => toBatch(view, services.gallery, from) },
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
