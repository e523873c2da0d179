import { hasEnded, type Job } from '@darkroom/door-ports'
import { Hono } from 'hono'
import type { FacadeHouse } from '../facade-house.ts'
import type { HiddenHistory } from '../history/hidden-history.ts'
import { statusOf } from '../history/history-entry.ts'
import { extraDataOf, graphOf } from '../history/job-graph.ts'
import { json } from '../http/json.ts'
import { readBody } from '../http/read-body.ts'
import { toJobId } from '../ids/prompt-id.ts'
import { uiOutputs } from '../outputs/ui-outputs.ts'
import { durationOf, jobItem, workflowIdOf } from './job-item.ts'
import { type JobsQuery, readJobsQuery, statusWords } from './jobs-query.ts'

/** The newest jobs, among which is filtered and sorted. */
const mostJobs = 1000

/** The jobs that a query asks for, in its order. */
function selectJobs(jobs: readonly Job[], query: JobsQuery): readonly Job[] {
  const { statuses, workflowId, sortBy, ascending } = query
  const key = sortBy === 'created_at' ? ({ createdAt }: Job) => createdAt : durationOf
  return jobs
    .filter((job) => statuses === undefined || statuses.includes(statusWords[job.status]))
    .filter((job) => workflowId === undefined || workflowIdOf(job) === workflowId)
    .toSorted((a, b) => (ascending ? key(a) - key(b) : key(b) - key(a)))
}

/** `/api/jobs`, by which newer clients ask what has become of a job. */
export function jobsRoutes(house: FacadeHouse, hidden: HiddenHistory): Hono {
  const { jobs } = house
  const app = new Hono()
  const cancel = async (promptId: string): Promise<boolean> => {
    const outcome = await jobs.cancel(toJobId(promptId))
    return outcome === 'cancelled' || outcome === 'requested'
  }

  app.get('/jobs', (c) => {
    const query = readJobsQuery(c.req.query())
    const { client } = house.callerOf(c)
    const all = jobs.list({ limit: mostJobs }).jobs.filter((job) => !hidden.isHidden(client, job))
    const selected = selectJobs(all, query)
    const { offset, limit = selected.length } = query
    const page = selected.slice(offset, offset + limit)
    return json({
      jobs: page.map(jobItem),
      pagination: {
        offset,
        limit: query.limit ?? null,
        total: selected.length,
        has_more: offset + page.length < selected.length,
      },
    })
  })

  app.get('/jobs/:id', async (c) => {
    const job = jobs.get(toJobId(c.req.param('id')))
    if (job === undefined || hidden.isHidden(house.callerOf(c).client, job)) {
      return json({ error: 'Job not found' }, { status: 404 })
    }
    const workflow = { prompt: await graphOf(jobs, job.id), extra_data: extraDataOf(job) }
    return json({
      ...jobItem(job),
      ...(hasEnded(job) && {
        outputs: Object.fromEntries(uiOutputs(job.outputs)),
        execution_status: statusOf(job),
      }),
      workflow,
    })
  })

  app.post('/jobs/cancel', async (c) => {
    const { job_ids: ids } = await readBody(c)
    if (!Array.isArray(ids)) return json({ error: 'job_ids must be a list' }, { status: 400 })
    const invalid = ids.filter((id) => typeof id !== 'string')
    if (invalid.length > 0) {
      return json(
        { error: 'job_ids contains invalid id(s)', invalid_ids: invalid },
        { status: 400 },
      )
    }
    const outcomes: boolean[] = []
    for (const id of ids) outcomes.push(await cancel(String(id)))
    return json({ cancelled: outcomes.includes(true) })
  })

  app.post('/jobs/:id/cancel', async (c) => json({ cancelled: await cancel(c.req.param('id')) }))
  return app
}
