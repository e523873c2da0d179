import { eventStream, followQuery, lastEventIdHeader, nothingMore } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { invalid, missing } from '../http/responses.ts'
import { sendEvents, sendRest } from '../http/sse.ts'
import { requestIdParam } from './generate-schemas.ts'
import { jobMessages } from './generation-messages.ts'
import { isEnded } from './is-ended.ts'
import type { JobSources } from './to-job.ts'

const events = eventStream(
  'Server-sent events `status` (also, then without an id, when `waiting_for` changes), `progress`, `preview`, `position`, `completed`, `error`, `cancelled`; `reset` with the present state when what was missed is no longer known.',
)

export const generateEventRoutes = (services: JobSources & { readonly stopping: AbortSignal }) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/generate/{request_id}/events',
      operationId: 'followJob',
      tags: ['Generation'],
      summary: 'Follow a job',
      description: 'Ends after the last event of the job.',
      request: {
        params: requestIdParam,
        query: followQuery,
        headers: lastEventIdHeader,
      },
      responses: { ...events, ...nothingMore, ...invalid, ...missing },
    }).handle((c) => {
      const { request_id } = c.req.valid('param')
      const job = services.generation.get(request_id)
      if (job === undefined) throw notFound(`job ${request_id}`)
      const after = c.req.valid('header')['last-event-id']
      const { previews } = c.req.valid('query')
      const send = after !== undefined && isEnded(job) ? sendRest : sendEvents
      return send(c, services.stopping, (signal) =>
        jobMessages(services, { requestId: request_id, after, previews, signal }),
      )
    }),
  ] as const
