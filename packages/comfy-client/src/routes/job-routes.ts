import { z } from 'zod'
import type { ComfyClient } from '../comfy-client.ts'
import { ComfyResponseError } from '../errors.ts'
import type { Http } from '../http/http.ts'
import type { JobsQuery } from '../job.ts'
import { readJob, readJobsPage } from '../read/read-jobs.ts'

const cancelled = z.object({ cancelled: z.boolean() })
const notFound = /job not found/i

export const createJobRoutes = (http: Http): Pick<ComfyClient, 'jobs' | 'job' | 'cancelJob'> => ({
  async jobs(query = {}, options) {
    const json = await http.get(`/api/jobs${toQuery(query)}`, {
      ...options,
      accept: [404],
      maxBytes: 32 * 2 ** 20,
    })
    return json === undefined ? undefined : readJobsPage(json)
  },

  async job(promptId, options) {
    try {
      return (
        readJob(
          await http.get(`/api/jobs/${encodeURIComponent(promptId)}`, {
            ...options,
            maxBytes: 16 * 2 ** 20,
          }),
        ) ?? null
      )
    } catch (error) {
      // The route's own 404 has JSON; a server without the route has an empty or plain 404.
      if (!(error instanceof ComfyResponseError && error.status === 404)) throw error
      return notFound.test(error.body) ? null : undefined
    }
  },

  async cancelJob(promptId, options) {
    const path = `/api/jobs/${encodeURIComponent(promptId)}/cancel`
    // The status for a missing POST route is 405, since the static files answer instead.
    const { status, json } = await http.postJson(path, {}, { ...options, accept: [404, 405] })
    if (status !== 200) return undefined
    return cancelled.safeParse(json).data?.cancelled ?? false
  },
})

function toQuery({ status, workflowId, sortBy, sortOrder, limit, offset }: JobsQuery): string {
  const query = new URLSearchParams()
  const given = {
    status: status?.join(','),
    workflow_id: workflowId,
    sort_by: sortBy,
    sort_order: sortOrder,
    limit: limit?.toString(),
    offset: offset?.toString(),
  }
  for (const [name, value] of Object.entries(given)) if (value) query.set(name, value)
  return query.size > 0 ? `?${query}` : ''
}
