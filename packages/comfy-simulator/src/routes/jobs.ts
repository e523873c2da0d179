import type { Boot } from '../boot.ts'
import { json, methodNotAllowed, type Reply, unknownPath } from '../http/reply.ts'
import type { RouteRequest } from '../http/request.ts'
import type { Handler, Route } from '../http/router.ts'
import { isDict, isList } from '../python/value.ts'
import { allJobs, type JobView, jobDetails } from './job-view.ts'

const refuse = (error: string): Reply => json({ error }, 400)

const statusesOf = (boot: Boot): readonly string[] => [
  'pending',
  'in_progress',
  'completed',
  'failed',
  ...(boot.machine.profile.distinguishesCancelled ? ['cancelled'] : []),
]

const isWhole = (text: string): boolean => /^[+-]?\d+$/.test(text.trim())

/** The error in the query of a list, if any. */
const problemOf = (query: URLSearchParams, statuses: readonly string[]): string | undefined => {
  const wanted = query.get('status')?.split(',') ?? []
  const unknown = wanted.filter((status) => !statuses.includes(status.trim().toLowerCase()))
  if (unknown.length > 0) {
    return `Invalid status value(s): ${unknown.join(', ')}. Valid values: ${statuses.join(', ')}`
  }
  if (!['created_at', 'execution_duration'].includes(query.get('sort_by') ?? 'created_at')) {
    return "sort_by must be 'created_at' or 'execution_duration'"
  }
  if (!['asc', 'desc'].includes(query.get('sort_order') ?? 'desc')) {
    return "sort_order must be 'asc' or 'desc'"
  }
  const limit = query.get('limit')
  if (limit !== null && !isWhole(limit)) return 'limit must be an integer'
  if (limit !== null && Number(limit) <= 0) return 'limit must be a positive integer'
  return isWhole(query.get('offset') ?? '0') ? undefined : 'offset must be an integer'
}

const list = (boot: Boot, query: URLSearchParams): Reply => {
  const problem = problemOf(query, statusesOf(boot))
  if (problem !== undefined) return refuse(problem)
  const statuses = query.get('status')?.split(',')
  const workflow = query.get('workflow_id')
  const key = (job: JobView): number =>
    query.get('sort_by') === 'execution_duration' ? job.duration : job.createdAt
  const direction = query.get('sort_order') === 'asc' ? 1 : -1
  const jobs = allJobs(boot)
    .filter((job) => statuses === undefined || statuses.includes(job.status))
    .filter((job) => workflow === null || job.workflowId === workflow)
    .toSorted((a, b) => (key(a) - key(b)) * direction)
  const limit = query.has('limit') ? Number(query.get('limit')) : undefined
  const offset = Math.max(0, Number(query.get('offset') ?? 0))
  const page = jobs.slice(offset, limit === undefined ? undefined : offset + limit)
  return json({
    jobs: page.map((job) => job.body),
    pagination: {
      offset,
      limit: limit ?? null,
      total: jobs.length,
      has_more: offset + page.length < jobs.length,
    },
  })
}

/** Dequeues a waiting job, interrupts a running one. */
const cancel = ({ queue, interruption, machine }: Boot, promptId: string): boolean => {
  if (queue.running?.promptId === promptId) {
    interruption.set()
    machine.oracle.note('interrupt', { promptId })
    return true
  }
  if (!queue.delete(promptId)) return false
  machine.oracle.note('delete', { promptId })
  return true
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const cancelMany = async (boot: Boot, request: RouteRequest): Promise<Reply> => {
  const body = await request.json().catch(() => undefined)
  if (body === undefined) return refuse('Request body must be valid JSON')
  const ids = isDict(body) ? body.get('job_ids') : undefined
  if (!isList(ids)) return refuse('job_ids must be a list')
  const invalid = ids.filter((id) => typeof id !== 'string' || !uuid.test(id))
  if (invalid.length > 0) {
    return json({ error: 'job_ids contains invalid id(s)', invalid_ids: invalid }, 400)
  }
  const cancelled = ids.map((id) => cancel(boot, String(id)))
  return json({ cancelled: cancelled.includes(true) })
}

/** The routes of the jobs API; releases without it answer as for any unknown path. */
export const jobRoutes = (boot: () => Boot): readonly Route[] => {
  const since = (has: (boot: Boot) => boolean, handle: Handler): Handler => {
    return (request) => {
      if (has(boot())) return handle(request)
      return request.method === 'POST' ? methodNotAllowed(['GET', 'HEAD']) : unknownPath()
    }
  }
  const hasJobs = ({ machine }: Boot): boolean => machine.profile.hasJobs
  const hasCancel = ({ machine }: Boot): boolean => machine.profile.hasJobCancel
  return [
    {
      method: 'GET',
      path: '/jobs',
      isApiOnly: true,
      handle: since(hasJobs, ({ query }) => list(boot(), query)),
    },
    {
      method: 'GET',
      path: '/jobs/{id}',
      isApiOnly: true,
      handle: since(hasJobs, (request) => {
        const job = jobDetails(boot(), request.parameter('id'))
        return job === undefined ? json({ error: 'Job not found' }, 404) : json(job)
      }),
    },
    {
      method: 'POST',
      path: '/jobs/cancel',
      isApiOnly: true,
      handle: since(hasCancel, (request) => cancelMany(boot(), request)),
    },
    {
      method: 'POST',
      path: '/jobs/{id}/cancel',
      isApiOnly: true,
      handle: since(hasCancel, (request) =>
        json({ cancelled: cancel(boot(), request.parameter('id')) }),
      ),
    },
  ]
}
