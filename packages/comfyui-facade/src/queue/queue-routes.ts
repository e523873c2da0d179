import type { Job } from '@darkroom/door-ports'
import { Hono } from 'hono'
import type { FacadeHouse } from '../facade-house.ts'
import { listedGraphs, promptTuple } from '../history/job-graph.ts'
import { empty, json } from '../http/json.ts'
import { readBody, texts } from '../http/read-body.ts'
import { toJobId } from '../ids/prompt-id.ts'
import { ownJobs } from './own-jobs.ts'

/** Jobs that `/queue` tells, for each has its whole graph with it. */
const mostJobs = 1000

export function queueRoutes(house: FacadeHouse): Hono {
  const { jobs } = house
  const app = new Hono()

  // Clients sort by the number to see what comes when; so it is the place in the queue, which is one of all doors.
  app.get('/queue', async () => {
    const running = jobs.list({ status: ['processing'], limit: mostJobs }).jobs
    const waiting = jobs.waiting(mostJobs)
    const graphOfListed = listedGraphs(jobs)
    const tuple = async (job: Job, number: number): Promise<unknown> =>
      promptTuple(job, { graph: await graphOfListed(job), number })
    const [queue_running, queue_pending] = await Promise.all([
      Promise.all(running.map((job) => tuple(job, 0))),
      Promise.all(waiting.map((job, index) => tuple(job, index + 1))),
    ])
    return json({ queue_running, queue_pending })
  })

  app.post('/queue', async (c) => {
    const body = await readBody(c)
    const cleared =
      body.clear === true
        ? ownJobs(jobs, {
            caller: house.callerOf(c),
            clientId: c.req.query('clientId'),
            status: 'queued',
          }).map(({ id }) => id)
        : []
    // Only what waits is taken out, as with ComfyUI; what runs is interrupted.
    const ids = new Set([...cleared, ...texts(body.delete).map(toJobId)])
    for (const id of ids) if (jobs.get(id)?.status === 'queued') await jobs.cancel(id)
    return empty()
  })

  /** Without an id ComfyUI interrupts whatever runs. Here that may be anybody's, so only a job of the caller is, the newest. */
  app.post('/interrupt', async (c) => {
    const { prompt_id: promptId } = await readBody(c).catch(() => ({ prompt_id: undefined }))
    const clientId = c.req.query('clientId')
    const caller = house.callerOf(c)
    const [newest] =
      typeof promptId === 'string' && promptId !== ''
        ? [jobs.get(toJobId(promptId))]
        : ownJobs(jobs, { caller, clientId, status: 'processing' })
    if (newest?.status === 'processing') await jobs.cancel(newest.id)
    return empty()
  })
  return app
}
