import { z } from '@hono/zod-openapi'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { toTime } from '../http/fields.ts'
import { notFound, ProblemError } from '../http/problem.ts'
import { badMedia, conflict, diskFull, invalid, missing } from '../http/responses.ts'
import type { Services } from '../services.ts'
import { demandWebhooks } from './demand-webhooks.ts'
import type { Endpoint } from './endpoints.ts'
import { usualEvents } from './webhook-events.ts'
import {
  createdWebhookSchema,
  newWebhookSchema,
  type WebhookAnswer,
  webhookChangeSchema,
  webhookIdParam,
  webhookListSchema,
  webhookSchema,
} from './webhook-schemas.ts'
import { newSecret } from './webhook-secrets.ts'

const tags = ['Webhooks']

/** Each is asked at every change of a job. */
const mostWebhooks = 50

const toWebhook = ({ secret: _, createdAt, ...endpoint }: Endpoint): WebhookAnswer => ({
  ...endpoint,
  created_at: toTime(createdAt),
})

export const webhookRoutes = (services: Pick<Services, 'webhooks'>) => {
  const on = () => demandWebhooks(services.webhooks)
  const known = (id: string): Endpoint => {
    const endpoint = on().endpoints.get(id)
    if (endpoint === undefined) throw notFound(`webhook ${id}`)
    return endpoint
  }

  return [
    defineRoute({
      method: 'get',
      path: '/api/webhooks',
      operationId: 'listWebhooks',
      tags,
      summary: 'Who is told of all jobs',
      responses: { 200: json(webhookListSchema, 'The webhooks, oldest first') },
    }).handle((c) => c.json({ webhooks: on().endpoints.list().map(toWebhook) }, 200)),
    defineRoute({
      method: 'post',
      path: '/api/webhooks',
      operationId: 'createWebhook',
      tags,
      summary: 'Tell somebody of all jobs',
      description:
        'What is sent is signed as [Standard Webhooks](https://www.standardwebhooks.com) says, and sent until it is answered with 2xx, for 24 hours: at least once, and what is told of one job in order. The header `webhook-id` is the same at each try.',
      request: { body: body(newWebhookSchema) },
      responses: {
        201: json(createdWebhookSchema, 'Created. Its secret is told this once.'),
        ...invalid,
        ...badMedia,
        ...conflict,
        ...diskFull,
      },
    }).handle(async (c) => {
      const { url, description, events = [...usualEvents], enabled, secret } = c.req.valid('json')
      const { endpoints, secrets } = on()
      on().checkUrl(url, 'url')
      if (endpoints.list().length >= mostWebhooks) {
        throw new ProblemError(409, 'too_many_webhooks', `There are ${mostWebhooks} webhooks`, {
          hint: 'Delete one; or give a job a webhook of its own.',
        })
      }
      const own = secret ?? newSecret()
      const endpoint = await endpoints.add({
        ...{ url, description, events, enabled },
        secret: secrets.seal(own),
        createdAt: Date.now(),
      })
      return c.json({ ...toWebhook(endpoint), secret: own }, 201, {
        location: `/api/webhooks/${endpoint.id}`,
        'cache-control': 'no-store',
      })
    }),
    defineRoute({
      method: 'get',
      path: '/api/webhooks/{webhook_id}',
      operationId: 'getWebhook',
      tags,
      summary: 'One webhook',
      request: { params: webhookIdParam },
      responses: { 200: json(webhookSchema, 'The webhook'), ...invalid, ...missing },
    }).handle((c) => c.json(toWebhook(known(c.req.valid('param').webhook_id)), 200)),
    defineRoute({
      method: 'patch',
      path: '/api/webhooks/{webhook_id}',
      operationId: 'changeWebhook',
      tags,
      summary: 'Change a webhook',
      description:
        'Of one that is disabled nothing is noted, and what was still to be sent is dead: GET /api/webhooks/deliveries has it, to be replayed.',
      request: { params: webhookIdParam, body: body(webhookChangeSchema) },
      responses: {
        200: json(webhookSchema, 'The webhook'),
        ...invalid,
        ...badMedia,
        ...missing,
        ...diskFull,
      },
    }).handle(async (c) => {
      const before = known(c.req.valid('param').webhook_id)
      const { secret, ...changes } = c.req.valid('json')
      if (changes.url !== undefined) on().checkUrl(changes.url, 'url')
      const changed: Endpoint = {
        ...before,
        ...changes,
        ...(secret === undefined ? {} : { secret: on().secrets.seal(secret) }),
        // Whoever enables it believes that it is there again.
        gone: before.gone && changes.enabled !== true,
      }
      await on().endpoints.save(changed)
      return c.json(toWebhook(changed), 200)
    }),
    defineRoute({
      method: 'delete',
      path: '/api/webhooks/{webhook_id}',
      operationId: 'deleteWebhook',
      tags,
      summary: 'Delete a webhook',
      request: { params: webhookIdParam },
      responses: {
        200: json(z.object({ deleted: z.literal(true) }), 'Deleted'),
        ...invalid,
        ...missing,
      },
    }).handle(async (c) => {
      const { webhook_id } = c.req.valid('param')
      if (!(await on().endpoints.remove(webhook_id))) throw notFound(`webhook ${webhook_id}`)
      return c.json({ deleted: true as const }, 200)
    }),
    defineRoute({
      method: 'post',
      path: '/api/webhooks/{webhook_id}/test',
      operationId: 'testWebhook',
      tags,
      summary: 'Send a webhook the event `webhook.test`, even while it is disabled',
      request: { params: webhookIdParam },
      responses: {
        202: json(z.object({ accepted: z.literal(true) }), 'It is sent like the others.'),
        ...invalid,
        ...missing,
        ...diskFull,
      },
    }).handle(async (c) => {
      const { id } = known(c.req.valid('param').webhook_id)
      await on().test(id)
      return c.json({ accepted: true as const }, 202)
    }),
  ] as const
}
