import type { Json } from '@darkroom/foundation'
import type { Change, EndingChange } from './change.ts'
import { answer, type Basis, type Command, jobKey } from './command.ts'
import { endingChanges, failingChanges, givingBackChanges } from './decisions.ts'
import type { Job } from './job.ts'
import type { CommitResult, JobQueue, LeaseRef } from './job-queue.ts'
import type { JobError, JobState } from './job-record.ts'
import { copyJson } from './spec.ts'

/** The leased job; undefined when this is not its newest lease, or no longer lasts. */
const heldJob = ({ state, leases }: Basis, lease: LeaseRef): Job | undefined => {
  const job = state.jobs.get(lease.jobId)
  const isHeld = job?.epoch === lease.epoch && job.record.state === 'leased' && leases.isHeld(lease)
  return isHeld ? job : undefined
}

/** A command of the lease's holder; anyone else is `fenced` and changes nothing. */
const byHolder = (
  lease: LeaseRef,
  change: (job: Job, basis: Basis) => readonly Change[],
): Command<'committed' | 'fenced'> => ({
  patience: Number.POSITIVE_INFINITY,
  keys: (state) => [jobKey(state, lease.jobId)],
  decide(basis) {
    const job = heldJob(basis, lease)
    return job === undefined ? answer('fenced') : answer('committed', change(job, basis))
  },
})

/** Answers `already` to a repeated call, which finds the job in the state that it leads to. */
const leadingTo = (
  ending: JobState,
  { lease, command }: { lease: LeaseRef; command: Command<'committed' | 'fenced'> },
): Command<CommitResult> => ({
  ...command,
  decide(basis) {
    const job = basis.state.jobs.get(lease.jobId)
    const isThere = job?.epoch === lease.epoch && job.record.state === ending
    return isThere ? answer('already') : command.decide(basis)
  },
})

const endCommand = (lease: LeaseRef, ending: EndingChange): Command<CommitResult> => {
  const command = byHolder(lease, (_job, { state }) => endingChanges(state, ending))
  return leadingTo(ending.type, { lease, command })
}

export const completeCommand = (lease: LeaseRef, result: Json): Command<CommitResult> => {
  const { value, bytes } = copyJson('result', result)
  return { ...endCommand(lease, { type: 'succeeded', id: lease.jobId, result: value }), bytes }
}

export const cancelledCommand = (lease: LeaseRef): Command<CommitResult> =>
  endCommand(lease, { type: 'cancelled', id: lease.jobId })

export const checkpointCommand = (
  lease: LeaseRef,
  value: Json,
): Command<'committed' | 'fenced'> => {
  const { value: checkpoint, bytes } = copyJson('checkpoint', value)
  const id = lease.jobId
  return { ...byHolder(lease, () => [{ type: 'checkpointed', id, checkpoint }]), bytes }
}

export const failCommand = (
  lease: LeaseRef,
  { kind, code, message, details }: JobError,
): Command<CommitResult> => {
  const copy = details === undefined ? undefined : copyJson('error details', details).value
  const error = { kind, code, message, ...(copy === undefined ? {} : { details: copy }) }
  const command = byHolder(lease, (job, { state, rules }) =>
    failingChanges(state, job, { rules, error }),
  )
  return leadingTo(kind === 'poison' ? 'dead' : 'failed', { lease, command })
}

export const releaseCommand = (
  lease: LeaseRef,
  options: Parameters<JobQueue['release']>[1],
): Command<CommitResult> => {
  const { reason, delayMs, countAttempt = false, countStall: stalled } = options
  const failure: JobError = { kind: 'transient', code: 'attempts-exhausted', message: reason }
  return byHolder(lease, (job, { state, rules }) =>
    givingBackChanges(state, job, {
      rules,
      reason,
      delayMs,
      stalled,
      ...(countAttempt ? { failure } : {}),
    }),
  )
}

/** Ends a lease without holder: it expired, or its process is gone or closing. */
export const loseLeaseCommand = (
  jobId: string,
  lost: { readonly reason: string; readonly stalled: boolean },
): Command<void> => ({
  patience: Number.POSITIVE_INFINITY,
  keys: (state) => [jobKey(state, jobId)],
  decide({ state, rules }) {
    const job = state.jobs.get(jobId)
    const isLeased = job?.record.state === 'leased'
    return answer(undefined, isLeased ? givingBackChanges(state, job, { rules, ...lost }) : [])
  },
})
