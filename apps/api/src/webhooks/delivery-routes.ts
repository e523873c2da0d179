import type { Message } from '@darkroom/job-queue'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { diskFull, invalid, missing } from '../http/responses.ts'
import type { Services } from '../services.ts'
import {
  type Delivery,
  deliveryIdParam,
  deliveryListSchema,
  deliveryQuery,
  deliverySchema,
  sentDeliverySchema,
} from './delivery-schemas.ts'
import { demandWebhooks } from './demand-webhooks.ts'
import { toDelivery } from './to-delivery.ts'

const tags = ['Webhooks']

export const deliveryRoutes = (services: Pick<Services, 'webhooks'>) => {
  const on = () => demandWebhooks(services.webhooks)
  const told = (message: Message): Delivery => toDelivery(message, (id) => on().endpoints.get(id))
  const known = (id: string): Message => {
    const message = on().outbox.get(id)
    if (message === undefined) throw notFound(`delivery ${id}`)
    return message
  }

  return [
    defineRoute({
      method: 'get',
      path: '/api/webhooks/deliveries',
      operationId: 'listDeliveries',
      tags,
      summary: 'What was sent to webhooks, and what is still to be sent',
      description:
        'Newest first: all that are pending, and the newest 1,000 that are delivered or dead.',
      request: { query: deliveryQuery },
      responses: { 200: json(deliveryListSchema, 'The deliveries'), ...invalid },
    }).handle((c) => {
      const { state, about, limit, cursor } = c.req.valid('query')
      const filter = {
        ...(state === undefined ? {} : { states: [state] }),
        ...(about === undefined ? {} : { about }),
      }
      const page = on().outbox.list(filter, {
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      })
      return c.json({ deliveries: page.items.map(told), next_cursor: page.cursor }, 200, {
        'cache-control': 'no-store',
      })
    }),
    defineRoute({
      method: 'get',
      path: '/api/webhooks/deliveries/{delivery_id}',
      operationId: 'getDelivery',
      tags,
      summary: 'One delivery, and what is sent',
      request: { params: deliveryIdParam },
      responses: { 200: json(sentDeliverySchema, 'The delivery'), ...invalid, ...missing },
    }).handle((c) => {
      const message = known(c.req.valid('param').delivery_id)
      return c.json({ ...told(message), body: message.body }, 200, { 'cache-control': 'no-store' })
    }),
    defineRoute({
      method: 'post',
      path: '/api/webhooks/deliveries/{delivery_id}/replay',
      operationId: 'replayDelivery',
      tags,
      summary: 'Send it again, or at last',
      description:
        'Letter for letter, under the same id, and for 24 hours anew. One that waits for its next try is tried now.',
      request: { params: deliveryIdParam },
      responses: {
        202: json(deliverySchema, 'It is sent like the others.'),
        ...invalid,
        ...missing,
        ...diskFull,
      },
    }).handle(async (c) => {
      const { delivery_id } = c.req.valid('param')
      await on().outbox.replay(delivery_id)
      return c.json(told(known(delivery_id)), 202)
    }),
  ] as const
}
