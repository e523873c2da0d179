import { z } from '@hono/zod-openapi'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { invalid, missing } from '../http/responses.ts'
import { sendEvents, sendRest } from '../http/sse.ts'
import { requestIdParam } from '../recipe/recipe-fields.ts'
import type { Services } from '../services.ts'
import { generationMessages } from './generation-messages.ts'
import { isEnded } from './is-ended.ts'

export const lastEventIdHeader = z.object({
  'last-event-id': z.string().max(200).optional().openapi({
    description: 'Sent by EventSource when it reconnects: only what was missed follows.',
  }),
})

/** Of what has an end: once a client has seen it and asks for more. */
export const nothingMore = {
  204: { description: 'It has ended, and all of it was seen: do not come back.' },
}

const eventStream = {
  200: {
    description:
      'Server-sent events `status`, `progress`, `preview`, `position`, `completed`, `error`, `cancelled`; `reset` with the present state when what was missed is no longer known.',
    content: { 'text/event-stream': { schema: z.string() } },
  },
}

export const generateEventRoutes = (services: Services) =>
  [
    defineRoute(
      {
        method: 'get',
        path: '/api/generate/{request_id}/events',
        tags: ['Generation'],
        summary: 'Follow a job',
        description: 'Ends after the last event of the job.',
        request: { params: requestIdParam, headers: lastEventIdHeader },
        responses: { ...eventStream, ...nothingMore, ...invalid, ...missing },
      },
      (c) => {
        const { request_id } = c.req.valid('param')
        const job = services.generation.get(request_id)
        if (job === undefined) throw notFound(`job ${request_id}`)
        const after = c.req.valid('header')['last-event-id']
        const send = after !== undefined && isEnded(job) ? sendRest : sendEvents
        return send(c, services.stopping, (signal) =>
          generationMessages(services, { requestId: request_id, after, signal }),
        )
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/events',
        tags: ['Jobs'],
        summary: 'Follow all jobs',
        request: { headers: lastEventIdHeader },
        responses: { ...eventStream, ...invalid },
      },
      (c) => {
        const after = c.req.valid('header')['last-event-id']
        return sendEvents(c, services.stopping, (signal) =>
          generationMessages(services, { after, signal }),
        )
      },
    ),
  ] as const
