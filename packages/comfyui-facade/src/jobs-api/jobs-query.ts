import { DoorError, type JobStatus } from '@darkroom/door-ports'

/** ComfyUI's words for how jobs are. */
export const statusWords: Readonly<Record<JobStatus, string>> = {
  queued: 'pending',
  processing: 'in_progress',
  completed: 'completed',
  error: 'failed',
  cancelled: 'cancelled',
}

/** The query of `GET /api/jobs`. */
export interface JobsQuery {
  readonly statuses: readonly string[] | undefined
  readonly sortBy: 'created_at' | 'execution_duration'
  readonly ascending: boolean
  readonly limit: number | undefined
  readonly offset: number
  readonly workflowId: string | undefined
}

const wrong = (message: string): DoorError => new DoorError(400, 'invalid_input', message)

const whole = (name: string, text: string): number => {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw wrong(`${name} must be an integer`)
  return Number(text)
}

/** @throws DoorError with ComfyUI's own sentence */
export function readJobsQuery(query: Readonly<Record<string, string>>): JobsQuery {
  const valid = Object.values(statusWords)
  const statuses = query.status?.split(',').map((word) => word.trim().toLowerCase())
  const unknown = statuses?.filter((word) => !valid.includes(word)) ?? []
  if (unknown.length > 0) {
    throw wrong(`Invalid status value(s): ${unknown.join(', ')}. Valid values: ${valid.join(', ')}`)
  }
  const { sort_by: sortBy = 'created_at', sort_order: order = 'desc' } = query
  if (sortBy !== 'created_at' && sortBy !== 'execution_duration') {
    throw wrong("sort_by must be 'created_at' or 'execution_duration'")
  }
  if (order !== 'asc' && order !== 'desc') throw wrong("sort_order must be 'asc' or 'desc'")
  const limit = query.limit === undefined ? undefined : whole('limit', query.limit)
  if (limit !== undefined && limit <= 0) throw wrong('limit must be a positive integer')
  const offset = query.offset === undefined ? 0 : whole('offset', query.offset)
  return {
    statuses,
    sortBy,
    ascending: order === 'asc',
    limit,
    offset: Math.max(0, offset),
    workflowId: query.workflow_id,
  }
}
