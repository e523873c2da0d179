import type { Hono } from 'hono'
import { missing } from '../errors/api-v2-error.ts'
import { limitedText } from '../limited-text.ts'
import type { Services } from '../services.ts'
import type { WireJob } from '../wire.ts'
import { readListQuery } from './list-query.ts'
import { showJob, theJob } from './show-job.ts'
import { submitJob } from './submit-job.ts'

/** Of a body: more than any graph that a house takes, and little enough to be read at once. */
const mostBytes = 2 * 2 ** 20

export function addJobRoutes(app: Hono, services: Services): void {
  const { house, canceling } = services
  const { jobs } = house

  app.post('/api/v2/jobs', async (c) => {
    const caller = house.callerOf(c)
    const text = await limitedText(c, mostBytes)
    const key = c.req.header('idempotency-key')
    const id = await submitJob(text, { key, caller, sources: services })
    return c.json(await showJob(theJob(jobs, id), services, caller.origin), 201, {
      location: `/api/v2/jobs/${id}`,
    })
  })

  app.get('/api/v2/jobs', async (c) => {
    const { limit, cursor, status, words } = readListQuery(c.req.queries())
    const { origin } = house.callerOf(c)
    // Of words that no job of ours can have, there is none.
    const page =
      status?.length === 0 ? { jobs: [], cursor: undefined } : jobs.list({ limit, cursor, status })
    const shown: WireJob[] = await Promise.all(
      page.jobs.map((job) => showJob(job, services, origin)),
    )
    return c.json({
      jobs: shown.filter((job) => words === undefined || words.has(job.status)),
      next_cursor: page.cursor ?? null,
      truncated: page.cursor !== undefined,
    })
  })

  app.get('/api/v2/jobs/:id', async (c) => {
    const job = theJob(jobs, c.req.param('id'))
    return c.json(await showJob(job, services, house.callerOf(c).origin))
  })

  app.get('/api/v2/jobs/:id/workflow', async (c) => {
    const { id } = theJob(jobs, c.req.param('id'))
    const graph = await jobs.graph(id)
    if (graph === undefined) throw missing(`workflow of job ${id} any more`)
    // Not parsed and written anew: seeds may have more digits than a number of JavaScript.
    return c.body(`{"workflow":${graph},"format":"api"}`, 200, {
      'content-type': 'application/json',
    })
  })

  app.post('/api/v2/jobs/:id/cancel', async (c) => {
    const { id } = theJob(jobs, c.req.param('id'))
    const outcome = await jobs.cancel(id)
    if (outcome === 'requested') canceling.add(id)
    return c.json(await showJob(theJob(jobs, id), services, house.callerOf(c).origin))
  })
}
