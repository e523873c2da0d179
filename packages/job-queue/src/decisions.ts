import type { Change, EndingChange } from './change.ts'
import type { Job } from './job.ts'
import { isEnded, type JobError } from './job-record.ts'
import type { QueueState } from './queue-state.ts'

export interface Rules {
  /** Attempts before a transient failure ends the job. */
  readonly maxAttempts: number
  /** Workers that a job may lose before it is `dead`. */
  readonly maxStalls: number
  /** Wait before the next attempt, by the number of failures so far. */
  readonly retryDelayMs: (failures: number) => number
}

/** The changes that end a job; unless it succeeded, they skip the jobs blocked behind it. */
export const endingChanges = (state: QueueState, ending: EndingChange): readonly Change[] =>
  ending.type === 'succeeded' ? [ending] : [ending, ...skippedBehind(state, ending.id)]

const skippedBehind = (state: QueueState, id: string): readonly Change[] => {
  const { groupId, groupIndex } = state.jobs.get(id)?.record ?? {}
  const group = groupId === undefined ? undefined : state.groups.get(groupId)
  if (group?.chain !== true || groupIndex === undefined) return []
  return group.record.jobIds
    .slice(groupIndex + 1)
    .filter((later) => state.jobs.get(later)?.record.state === 'blocked')
    .map((later) => ({ type: 'skipped', id: later }))
}

/** The changes that requeue a leased job, or end it when it was to be cancelled or has no chances left. */
export const givingBackChanges = (
  state: QueueState,
  job: Job,
  options: {
    readonly rules: Rules
    readonly reason: string
    readonly delayMs?: number
    readonly stalled?: boolean
    /** Set when the failure was the job's own fault. */
    readonly failure?: JobError
  },
): readonly Change[] => {
  const { rules, reason, delayMs = 0, stalled = false, failure } = options
  const { id, cancelRequested, stalls } = job.record
  if (cancelRequested) return endingChanges(state, { type: 'cancelled', id })
  if (stalled && stalls + 1 >= rules.maxStalls) {
    const message = `${stalls + 1} workers were lost while they held it, the last: ${reason}`
    const error: JobError = { kind: 'poison', code: 'workers-lost', message }
    return endingChanges(state, { type: 'dead', id, error, stalled })
  }
  const failed = failure !== undefined
  if (failed && job.failures + 1 >= rules.maxAttempts) {
    return endingChanges(state, { type: 'failed', id, error: failure, stalled })
  }
  return [{ type: 'released', id, reason, delayMs, failed, stalled }]
}

export const failingChanges = (
  state: QueueState,
  job: Job,
  { rules, error }: { readonly rules: Rules; readonly error: JobError },
): readonly Change[] => {
  const { id } = job.record
  switch (error.kind) {
    case 'permanent':
      return endingChanges(state, { type: 'failed', id, error, stalled: false })
    case 'poison':
      return endingChanges(state, { type: 'dead', id, error, stalled: false })
    case 'transient':
      return givingBackChanges(state, job, {
        rules,
        reason: error.code,
        delayMs: rules.retryDelayMs(job.failures + 1),
        failure: error,
      })
  }
}

/** The changes that cancel a job: a waiting one ends at once, a leased one is asked to. */
export const cancelChanges = (state: QueueState, job: Job): readonly Change[] => {
  const { record } = job
  const { id } = record
  if (isEnded(record)) return []
  if (record.state !== 'leased') return endingChanges(state, { type: 'cancelled', id })
  return record.cancelRequested ? [] : [{ type: 'cancel-requested', id }]
}

/** The changes that cancel every job of the group that has not ended; none is skipped, as all are cancelled. */
export const cancelGroupChanges = (state: QueueState, groupId: string): readonly Change[] => {
  const group = state.groups.get(groupId)?.record
  if (group === undefined) return []
  const changes = group.jobIds.flatMap((id): readonly Change[] => {
    const job = state.jobs.get(id)
    if (job === undefined || isEnded(job.record)) return []
    if (job.record.state !== 'leased') return [{ type: 'cancelled', id }]
    return job.record.cancelRequested ? [] : [{ type: 'cancel-requested', id }]
  })
  return changes.length === 0 ? [] : [{ type: 'group-cancel-requested', id: groupId }, ...changes]
}
