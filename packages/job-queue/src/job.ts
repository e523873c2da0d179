import type { AcceptedChange, JobChange } from './change.ts'
import type { JobRecord, JobState } from './job-queue.ts'

/** A job as the queue holds it: an immutable value, replaced by each change. */
export interface Job {
  /** What callers see. */
  readonly record: JobRecord
  /** Number of its acceptance: the order among equal turns. */
  readonly order: number
  /** When it comes up among the clients of its priority. */
  readonly turn: number
  /** The epoch of its newest lease, 0 before the first. */
  readonly epoch: number
  /** Attempts that failed by the job's own fault. */
  readonly failures: number
  /** How long it was asked to wait when it became `delayed`. */
  readonly delayMs: number
}

const terminalStates: ReadonlySet<JobState> = new Set([
  'succeeded',
  'failed',
  'cancelled',
  'dead',
  'skipped',
])

export const isTerminal = (state: JobState): boolean => terminalStates.has(state)

export const acceptJob = (
  change: AcceptedChange,
  { order, turn, at }: { order: number; turn: number; at: number },
): Job => ({
  record: {
    id: change.id,
    kind: change.kind,
    payload: change.payload,
    state: change.blocked ? 'blocked' : 'queued',
    priority: change.priority,
    client: change.client,
    ...(change.groupId === undefined
      ? {}
      : { groupId: change.groupId, groupIndex: change.groupIndex }),
    attempt: 0,
    stalls: 0,
    cancelRequested: false,
    createdAt: at,
  },
  order,
  turn,
  epoch: 0,
  failures: 0,
  delayMs: 0,
})

/** The job after the change. Knows no clock: `at` is the time in the record. */
export const changeJob = (job: Job, change: JobChange, at: number): Job => {
  const { record } = job
  switch (change.type) {
    case 'leased':
      return {
        ...job,
        epoch: change.epoch,
        record: { ...record, state: 'leased', attempt: job.failures + 1, startedAt: at },
      }
    case 'checkpointed':
      return { ...job, record: { ...record, checkpoint: change.checkpoint } }
    case 'released':
      return releaseJob(job, change, at)
    case 'cancel-requested':
      return { ...job, record: { ...record, cancelRequested: true } }
    case 'priority-changed':
      return { ...job, record: { ...record, priority: change.priority } }
    case 'succeeded':
      return endJob(job, { state: 'succeeded', result: change.result, finishedAt: at })
    case 'failed':
    case 'dead': {
      const stalls = record.stalls + (change.stalled ? 1 : 0)
      return endJob(job, { state: change.type, error: change.error, stalls, finishedAt: at })
    }
    case 'cancelled':
      return endJob(job, { state: 'cancelled', cancelRequested: true, finishedAt: at })
    case 'skipped':
      return endJob(job, { state: 'skipped', finishedAt: at })
  }
}

const releaseJob = (
  job: Job,
  change: Extract<JobChange, { type: 'released' }>,
  at: number,
): Job => {
  const failures = job.failures + (change.failed ? 1 : 0)
  const stalls = job.record.stalls + (change.stalled ? 1 : 0)
  const { availableAt: _, ...record } = job.record
  const waiting = { ...record, attempt: failures, stalls }
  return {
    ...job,
    failures,
    delayMs: change.delayMs,
    record:
      change.delayMs > 0
        ? { ...waiting, state: 'delayed', availableAt: at + change.delayMs }
        : { ...waiting, state: 'queued' },
  }
}

const endJob = (job: Job, ending: Partial<JobRecord>): Job => {
  const { availableAt: _, ...record } = job.record
  return { ...job, record: { ...record, ...ending } }
}

/** A blocked or delayed job whose wait is over. Not written down: it follows from what is. */
export const makeRunnable = (job: Job): Job => {
  const { availableAt: _, ...record } = job.record
  return { ...job, delayMs: 0, record: { ...record, state: 'queued' } }
}

/** What is kept of a job that ended long ago: all but what was needed to run it. */
export const makeLean = (job: Job): Job => {
  const { checkpoint: _, ...record } = job.record
  return { ...job, record: { ...record, payload: null, lean: true } }
}
