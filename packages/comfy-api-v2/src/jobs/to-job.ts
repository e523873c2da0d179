import type { Job, JobFailure } from '@darkroom/door-ports'
import { noEnd, toOptionalTime, toTime } from '../times.ts'
import type { WireJob, WireJobError } from '../wire.ts'
import type { LiveState } from './live-state.ts'
import { toStatus } from './status.ts'
import { toOutput } from './to-output.ts'
import { type GraphNodes, toProgress } from './to-progress.ts'

export interface JobView {
  readonly origin: string
  readonly isCanceling: boolean
  readonly live: LiveState
  readonly nodes: GraphNodes
}

const toError = ({ code, message, hint, nodeId, nodeClass }: JobFailure): WireJobError => ({
  code,
  message: hint === undefined ? message : `${message} ${hint}`,
  node_id: nodeId ?? null,
  class_type: nodeClass ?? null,
  traceback: null,
})

const between = (from: number | undefined, to: number | undefined): number | null =>
  from === undefined || to === undefined ? null : Math.max(0, Math.round(to - from))

/**
 * The addresses have no origin: clients resolve them against the one that they called, and so send their token also where a proxy that
 * speaks TLS stands before us.
 */
const urlsOf = (id: string): WireJob['urls'] => {
  const self = `/api/v2/jobs/${id}`
  return { self, events: `${self}/events`, cancel: `${self}/cancel` }
}

export function toJob(job: Job, view: JobView): WireJob {
  const { id, note, failure, createdAt, startedAt, finishedAt } = job
  return {
    id,
    status: toStatus(job, view),
    created_at: toTime(createdAt),
    started_at: toOptionalTime(startedAt),
    completed_at: toOptionalTime(finishedAt),
    expires_at: noEnd(createdAt),
    queue_position: job.status === 'queued' ? (job.position ?? null) : null,
    progress: job.status === 'processing' ? toProgress(job.progress, view) : null,
    outputs: job.outputs.map((output) => toOutput(job, output, view.origin)),
    error: job.status === 'error' && failure !== undefined ? toError(failure) : null,
    metrics: {
      queue_ms: between(createdAt, startedAt),
      execution_ms: between(startedAt, finishedAt),
    },
    urls: urlsOf(id),
    ...(typeof note?.metadata === 'string' ? { metadata: note.metadata } : {}),
    priority: job.priority,
  }
}
