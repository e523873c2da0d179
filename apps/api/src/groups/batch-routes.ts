import type { BatchRequest } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { sendZip, toMembers, zipResponse } from '../gallery/send-zip.ts'
import { acceptOptions, acceptParameters, replayed } from '../generate/accept-options.ts'
import { lastEventIdHeader, nothingMore } from '../generate/event-routes.ts'
import { isEnded } from '../generate/is-ended.ts'
import { toRequest } from '../generate/to-request.ts'
import { body, json, optionalBody } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { acceptProblems, conflict, invalid, missing } from '../http/responses.ts'
import { sendEvents, sendRest } from '../http/sse.ts'
import { pageQuery } from '../recipe/recipe-fields.ts'
import type { Services } from '../services.ts'
import {
  acceptedBatchSchema,
  againBodySchema,
  type BatchBody,
  batchBodySchema,
  batchIdParam,
  batchSchema,
} from './batch-schemas.ts'
import { groupMessages } from './group-messages.ts'
import { groupEntries, toAcceptedBatch, toBatch } from './to-batch.ts'

const tags = ['Batch']
const accepted = {
  202: json(acceptedBatchSchema, 'Accepted, all of it.'),
}

const toBatchRequest = (body: BatchBody): BatchRequest => ({
  request: toRequest({ ...body, seed: body.base_seed }),
  batchCount: body.batch_count,
  seedMode: body.seed_mode,
  baseSeed: body.base_seed,
  sharedRun: body.shared_run,
})

export const batchRoutes = (services: Services) => {
  const { generation, gallery } = services
  const known = (id: string) => {
    const batch = generation.getBatch(id)
    if (batch === undefined) throw notFound(`batch ${id}`)
    return batch
  }

  return [
    defineRoute(
      {
        method: 'post',
        path: '/api/batch',
        tags,
        summary: 'Generate several images of one prompt',
        ...acceptParameters,
        request: {
          body: body(batchBodySchema),
        },
        responses: { ...accepted, ...acceptProblems },
      },
      async (c) => {
        const body = c.req.valid('json')
        const group = await generation.acceptBatch(toBatchRequest(body), {
          ...acceptOptions(c, body),
          priority: body.priority,
        })
        return c.json(toAcceptedBatch(group), 202, {
          location: `/api/batch/${group.id}`,
          ...replayed(group.created),
        })
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/batch',
        tags,
        summary: 'All batches, newest first',
        request: { query: pageQuery },
        responses: {
          200: json(
            z.object({
              batches: z.array(batchSchema),
              next_cursor: z.string().optional().openapi({ example: '128' }),
            }),
            'A page',
          ),
          ...invalid,
        },
      },
      (c) => {
        const { limit, cursor } = c.req.valid('query')
        const page = generation.listBatches({ limit, cursor })
        const batches = page.items.map((batch) => toBatch(batch, gallery))
        return c.json({ batches, next_cursor: page.cursor }, 200)
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/batch/{batch_id}',
        tags,
        summary: 'How a batch is doing',
        request: { params: batchIdParam },
        responses: {
          200: json(batchSchema, 'The batch'),
          ...invalid,
          ...missing,
        },
      },
      (c) => c.json(toBatch(known(c.req.valid('param').batch_id), gallery), 200),
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/batch/{batch_id}',
        tags,
        summary: 'Cancel what has not run; finished images stay',
        request: { params: batchIdParam },
        responses: {
          200: json(z.object({ cancelled: z.boolean(), completed_images: z.int() }), 'Cancelled'),
          ...invalid,
          ...missing,
        },
      },
      async (c) => {
        const { batch_id } = c.req.valid('param')
        known(batch_id)
        const { outcome, completed } = await generation.cancelBatch(batch_id)
        return c.json(
          {
            cancelled: outcome === 'cancelled' || outcome === 'requested',
            completed_images: completed,
          },
          200,
        )
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/batch/{batch_id}/retry',
        tags,
        summary: 'Run again what failed or was cancelled',
        request: { params: batchIdParam },
        responses: { ...accepted, ...acceptProblems, ...missing, ...conflict },
      },
      async (c) => {
        const { batch_id } = c.req.valid('param')
        known(batch_id)
        return c.json(toAcceptedBatch(await generation.retryBatch(batch_id)), 202)
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/batch/{batch_id}/again',
        tags,
        summary: 'The same batch with other seeds, as a new batch',
        ...acceptParameters,
        request: {
          params: batchIdParam,
          body: optionalBody(againBodySchema),
        },
        responses: { ...accepted, ...acceptProblems, ...missing },
      },
      async (c) => {
        const { request } = known(c.req.valid('param').batch_id)
        const body = c.req.valid('json')
        const again: BatchRequest = {
          ...request,
          batchCount: body.batch_count ?? request.batchCount,
          seedMode: body.seed_mode ?? request.seedMode,
          baseSeed: body.base_seed,
        }
        const group = await generation.acceptBatch(again, acceptOptions(c, body))
        return c.json(toAcceptedBatch(group), 202, {
          location: `/api/batch/${group.id}`,
          ...replayed(group.created),
        })
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/batch/{batch_id}/archive',
        tags,
        summary: 'What is finished, as a ZIP',
        request: { params: batchIdParam },
        responses: { ...zipResponse, ...invalid, ...missing },
      },
      (c) => {
        const { batch_id } = c.req.valid('param')
        const entries = groupEntries(known(batch_id), gallery)
        return sendZip(gallery, toMembers(entries), `batch_${batch_id.slice(0, 8)}.zip`)
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/batch/{batch_id}/events',
        tags,
        summary: 'Follow a batch',
        request: { params: batchIdParam, headers: lastEventIdHeader },
        responses: {
          200: {
            description:
              'Server-sent events of all its jobs, and `group`: how it stands. It ends when `status` there does.',
            content: { 'text/event-stream': { schema: z.string() } },
          },
          ...nothingMore,
          ...invalid,
          ...missing,
        },
      },
      (c) => {
        const { batch_id } = c.req.valid('param')
        const hasEnded = isEnded(known(batch_id))
        const after = c.req.valid('header')['last-event-id']
        const send = after !== undefined && hasEnded ? sendRest : sendEvents
        return send(c, services.stopping, (signal) =>
          groupMessages(services, { groupId: batch_id, after, signal }),
        )
      },
    ),
  ] as const
}
