import type { Hono } from 'hono'
import { theJob } from '../jobs/show-job.ts'
import type { Services } from '../services.ts'
import { eventStream, streamHeaders } from './event-stream.ts'
import { isOver, jobEvents } from './job-events.ts'

export function addEventRoutes(
  app: Hono,
  services: Services,
  { heartbeatMs }: { readonly heartbeatMs: number },
): void {
  const { house, watch, canceling, now } = services
  app.get('/api/v2/jobs/:id/events', async (c) => {
    const job = theJob(house.jobs, c.req.param('id'))
    const after = c.req.header('last-event-id')
    // Tells an EventSource, which would come back for ever, that there is no more; also where another process told the end, and this
    // one has not read of it yet.
    if (isOver(after)) return c.body(null, 204)
    // Nobody would read the stream, nor end it.
    if (c.req.method === 'HEAD') return c.body(null, 200, streamHeaders)
    const { origin } = house.callerOf(c)
    return eventStream(
      (signal) =>
        jobEvents(house.jobs.news({ ids: [job.id], signal }), {
          origin,
          after,
          live: watch.live(job.id),
          nodes: (one) => watch.nodes(one),
          isCanceling: (one) => canceling.has(one),
          now,
        }),
      { heartbeatMs, stopping: house.stopping, onError: (error) => void house.toDoorError(error) },
    )
  })
}
