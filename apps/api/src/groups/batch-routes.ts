import { z } from '@hono/zod-openapi'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { fingerprinted } from '../generate/asked-recipe.ts'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { acceptProblems, conflict, missing } from '../http/responses.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import type { Services } from '../services.ts'
import { webhookOption } from '../webhooks/demand-webhooks.ts'
import type { RunPlanner } from '../workflows/plan-run.ts'
import {
  acceptedBatchSchema,
  batchAgainSchema,
  batchBodySchema,
  batchIdParam,
  batchSchema,
} from './batch-schemas.ts'
import { acceptedHeaders, type GroupServices, groupRoutes } from './group-routes.ts'
import { nextCursorSchema } from './group-schemas.ts'
import { takeBatch } from './take-batch.ts'
import { toAcceptedBatch, toBatch } from './to-batch.ts'

export const batchRoutes = (
  services: GroupServices & { readonly given: GivenPictures; readonly runs: RunPlanner } & Pick<
      Services,
      'webhooks'
    >,
) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/batch',
      operationId: 'generateBatch',
      tags: ['Batch'],
      summary:
        'Generate several images: of one prompt, of a workflow, or of every choice from lists of values',
      ...acceptParameters,
      request: { body: body(batchBodySchema) },
      responses: {
        202: json(acceptedBatchSchema, 'Accepted, all of it.'),
        ...acceptProblems,
        ...conflict,
        ...missing,
      },
    }).handle(async (c) => {
      const body = c.req.valid('json')
      const options = { ...acceptOptions(c, fingerprinted(body)), priority: body.priority }
      const { generation } = services
      const before = generation.groups.acceptedBefore(options)
      if (before !== undefined) {
        return c.json(toAcceptedBatch(before), 202, acceptedHeaders('batch', before))
      }
      const told = webhookOption(body.webhook, services.webhooks)
      using taken = await takeBatch(body, { ...services, signal: c.req.raw.signal })
      const group = await generation.groups.accept('batch', taken.request, {
        ...options,
        ...told,
      })
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
      view: { schema: batchSchema, from: (view, page) => toBatch(view, services.gallery, page) },
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
