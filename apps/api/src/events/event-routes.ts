import type { JobSources } from '../generate/to-job.ts'
import { eventStream, followQuery, lastEventId, lastEventIdHeader } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { flagQuery, isYes } from '../http/fields.ts'
import { invalid } from '../http/responses.ts'
import { sendEvents } from '../http/sse.ts'
import { allMessages } from './all-messages.ts'

const querySchema = followQuery.extend({
  gallery: flagQuery.openapi({
    description:
      'Also what changes in the gallery, as `gallery_added`, `gallery_changed`, `gallery_removed` and `gallery_reset`: a browser has six connections to a server, and this is one for all.',
  }),
  last_event_id: lastEventId.openapi({
    description:
      'As the header `Last-Event-ID`, for an EventSource that is made anew, which cannot send one. The header counts when there are both.',
  }),
})

const description =
  'Never ends. Jobs that wait tell no position here, for each start moves all of them: `GET /api/queue` has the order. The ids outlive a restart of the server: of jobs exactly what was missed follows; of the gallery `gallery_reset`, for files may have changed meanwhile.'

const events = eventStream(
  'Server-sent events of every job, `status` (without an id, when `waiting_for` changes), `progress`, `preview`, `completed`, `error`, `cancelled`, and of the whole, without an id: `queue` (`paused`, `waiting_for`, `counts`) and `servers`, as it begins and whenever they change, `group` after each change of a batch or sequence, how it stands, without its pictures. `paused` and `resumed`, with `batch_id` or `sequence_id` when it is not the whole queue. `reset` with the newest 1,000 `jobs` when what was missed is no longer known.',
)

export const eventRoutes = (services: JobSources & { readonly stopping: AbortSignal }) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/events',
      operationId: 'followJobs',
      tags: ['Jobs'],
      summary: 'Follow all jobs',
      description,
      request: { query: querySchema, headers: lastEventIdHeader },
      responses: { ...events, ...invalid },
    }).handle((c) => {
      const { gallery, last_event_id, previews } = c.req.valid('query')
      const after = c.req.valid('header')['last-event-id'] ?? last_event_id
      const withGallery = isYes(gallery)
      return sendEvents(c, services.stopping, (signal) =>
        allMessages(services, { after, withGallery, previews, signal }),
      )
    }),
  ] as const
