import type { Change, EndingChange } from './change.ts'
import { type Command, jobKey } from './command.ts'
import { answer } from './commands.ts'
import { endingChanges, failingChanges, givingBackChanges, type Rules } from './decisions.ts'
import type { Job } from './job.ts'
import type { CommitResult, JobError, JobQueue, JobState, Json, LeaseRef } from './job-queue.ts'
import type { LeaseTable } from './lease-table.ts'
import type { QueueState } from './queue-state.ts'
import { copyJson } from './spec.ts'

interface Holding {
  readonly lease: LeaseRef
  readonly leases: LeaseTable
}

/** What only the holder of the newest lease may do; anyone else is `fenced` and changes nothing. */
const holderCommand = (
  { lease, leases }: Holding,
  options: {
    readonly bytes?: number
    /** The state that this call leads to, which makes a repeated call `already`. */
    readonly ending?: JobState
    readonly change: (state: QueueState, job: Job) => readonly Change[]
  },
): Command<CommitResult> => ({
  bytes: options.bytes ?? 0,
  keys: (state) => [jobKey(state, lease.jobId)],
  decide(state) {
    const job = state.jobs.get(lease.jobId)
    if (job === undefined || job.epoch !== lease.epoch) return answer('fenced')
    if (job.record.state === options.ending) return answer('already')
    if (job.record.state !== 'leased' || !leases.isHeld(lease)) return answer('fenced')
    return answer('committed', options.change(state, job))
  },
})

const endCommand = (holding: Holding, ending: EndingChange, bytes: number): Command<CommitResult> =>
  holderCommand(holding, {
    bytes,
    ending: ending.type,
    change: (state) => endingChanges(state, ending),
  })

export const completeCommand = (holding: Holding, result: Json): Command<CommitResult> => {
  const { value, bytes } = copyJson('result', result)
  return endCommand(holding, { type: 'succeeded', id: holding.lease.jobId, result: value }, bytes)
}

export const cancelledCommand = (holding: Holding): Command<CommitResult> =>
  endCommand(holding, { type: 'cancelled', id: holding.lease.jobId }, 0)

export const checkpointCommand = (
  holding: Holding,
  value: Json,
): Command<'committed' | 'fenced'> => {
  const { value: checkpoint, bytes } = copyJson('checkpoint', value)
  const command = holderCommand(holding, {
    bytes,
    change: (_state, job) => [{ type: 'checkpointed', id: job.record.id, checkpoint }],
  })
  return {
    ...command,
    decide(state) {
      const decision = command.decide(state)
      return {
        changes: decision.changes,
        answer: () => (decision.answer() === 'committed' ? 'committed' : 'fenced'),
      }
    },
  }
}

export const failCommand = (
  holding: Holding,
  { rules, error }: { rules: Rules; error: JobError },
): Command<CommitResult> => {
  const ending = error.kind === 'poison' ? 'dead' : 'failed'
  const { kind, code, message } = error
  const copy: JobError = {
    kind,
    code,
    message,
    ...(error.details === undefined
      ? {}
      : { details: copyJson('error details', error.details).value }),
  }
  return holderCommand(holding, {
    ending,
    change: (state, job) => failingChanges(state, job, { rules, error: copy }),
  })
}

export const releaseCommand = (
  holding: Holding,
  { rules, ...options }: Parameters<JobQueue['release']>[1] & { rules: Rules },
): Command<CommitResult> => {
  const { reason, delayMs = 0, countAttempt = false, countStall = false } = options
  const failure: JobError = { kind: 'transient', code: 'attempts-exhausted', message: reason }
  return holderCommand(holding, {
    change: (state, job) =>
      givingBackChanges(state, job, {
        rules,
        reason,
        delayMs,
        stalled: countStall,
        ...(countAttempt ? { failure } : {}),
      }),
  })
}

/** A lease that nobody holds any more: it expired, or its process is gone. */
export const loseLeaseCommand = (
  jobId: string,
  options: { rules: Rules; reason: string; stalled: boolean; isLost: () => boolean },
): Command<void> => ({
  keys: (state) => [jobKey(state, jobId)],
  decide(state) {
    const job = state.jobs.get(jobId)
    if (job?.record.state !== 'leased' || !options.isLost()) return answer(undefined)
    return answer(undefined, givingBackChanges(state, job, options))
  },
})
