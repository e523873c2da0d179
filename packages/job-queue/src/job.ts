import type { AcceptedChange, JobChange } from './change.ts'
import type { JobFacts, JobRecord } from './job-record.ts'
import type { Place } from './runnable-jobs.ts'

/** A job inside the queue: an immutable value, replaced by each change. */
export interface Job {
  /** The record that callers see. */
  readonly record: JobRecord
  /** Number of the acceptance: the order among equal turns. */
  readonly order: number
  /** The job's turn among the clients of its priority. */
  readonly turn: number
  /** Where it was moved to; absent while it has the place of its acceptance. */
  readonly place?: Place
  /** The epoch of the newest lease, 0 before the first. */
  readonly epoch: number
  /** The member that the newest lease was given to, where several processes work on the queue. */
  readonly holder?: string | undefined
  /** Attempts that failed by the job's own fault. */
  readonly failures: number
  /** Length of the delay of a `delayed` job. */
  readonly delayMs: number
}

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

/** The fields that stay when the state changes. */
const factsOf = ({
  state: _state,
  availableAt: _availableAt,
  finishedAt: _finishedAt,
  result: _result,
  error: _error,
  ...facts
}: JobRecord): JobFacts => facts

/** The job after the change. Reads no clock: `at` is the time for the record. */
export const changeJob = (job: Job, change: JobChange, at: number): Job => {
  const { record } = job
  const facts = factsOf(record)
  switch (change.type) {
    case 'leased':
      return {
        ...job,
        epoch: change.epoch,
        holder: change.member,
        record: { ...facts, state: 'leased', attempt: job.failures + 1, startedAt: at },
      }
    case 'checkpointed':
      return { ...job, record: { ...record, checkpoint: change.checkpoint } }
    case 'released':
      return releaseJob(job, change, at)
    case 'cancel-requested':
      return { ...job, record: { ...record, cancelRequested: true } }
    case 'priority-changed':
    case 'moved':
      return { ...job, record: { ...record, priority: change.priority } }
    case 'succeeded': {
      const { result } = change
      return { ...job, record: { ...facts, state: 'succeeded', result, finishedAt: at } }
    }
    case 'failed':
    case 'dead': {
      const { type: state, error } = change
      const stalls = record.stalls + (change.stalled ? 1 : 0)
      return { ...job, record: { ...facts, state, error, stalls, finishedAt: at } }
    }
    case 'cancelled':
      return {
        ...job,
        record: { ...facts, state: 'cancelled', cancelRequested: true, finishedAt: at },
      }
    case 'skipped':
      return { ...job, record: { ...facts, state: 'skipped', finishedAt: at } }
  }
}

const releaseJob = (
  job: Job,
  change: Extract<JobChange, { type: 'released' }>,
  at: number,
): Job => {
  const failures = job.failures + (change.failed ? 1 : 0)
  const stalls = job.record.stalls + (change.stalled ? 1 : 0)
  const facts = { ...factsOf(job.record), attempt: failures, stalls }
  return {
    ...job,
    failures,
    delayMs: change.delayMs,
    record:
      change.delayMs > 0
        ? { ...facts, state: 'delayed', availableAt: at + change.delayMs }
        : { ...facts, state: 'queued' },
  }
}

/** Queues a blocked or delayed job whose wait is over. Not written, for it follows from other changes. */
export const makeRunnable = (job: Job): Job => ({
  ...job,
  delayMs: 0,
  record: { ...factsOf(job.record), state: 'queued' },
})

/** A job that ended long ago, without what was needed to run it. */
export const makeLean = (job: Job): Job => {
  const { checkpoint: _, ...record } = job.record
  return { ...job, record: { ...record, payload: null, lean: true } }
}
