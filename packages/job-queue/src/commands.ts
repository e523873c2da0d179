import {
  answer,
  type Command,
  idempotencyKey,
  idKey,
  jobKey,
  moveKey,
  pauseKey,
} from './command.ts'
import { cancelChanges, cancelGroupChanges } from './decisions.ts'
import { ConflictError, DuplicateIdError } from './errors.ts'
import type { Accepted, CancelResult, EnqueueOptions, GroupSpec, JobSpec } from './job-queue.ts'
import { isEnded, type JobRecord } from './job-record.ts'
import { moveChanges } from './move-changes.ts'
import type { QueueState } from './queue-state.ts'
import { acceptGroupSpec, acceptJobSpec, checkPriority } from './spec.ts'

/** The earlier answer to this key; throws when the key belongs to another request. */
export const acceptedBefore = (
  { keys }: QueueState,
  { idempotencyKey, fingerprint }: EnqueueOptions,
): Accepted | undefined => {
  const known = idempotencyKey === undefined ? undefined : keys.find(idempotencyKey)
  if (known === undefined) return undefined
  if (known.fingerprint !== fingerprint) throw new ConflictError(known.key)
  const { id, receipt } = known
  return { id, created: false, ...(receipt === undefined ? {} : { receipt }) }
}

/** Checks and copies the spec at once, so that the caller may reuse it. */
export const enqueueCommand = (
  spec: JobSpec | GroupSpec,
  options: EnqueueOptions,
): Command<Accepted> => {
  const { changes, bytes } =
    'jobs' in spec ? acceptGroupSpec(spec, options) : acceptJobSpec(spec, options)
  const key = options.idempotencyKey
  const keys = changes.map(({ id }) => idKey(id))
  if (key !== undefined) keys.push(idempotencyKey(key))
  return {
    accepts: true,
    bytes,
    keys: () => keys,
    decide({ state }) {
      const known = acceptedBefore(state, options)
      if (known !== undefined) return answer(known)
      checkNew(state, changes)
      return answer({ id: spec.id, created: true }, changes)
    },
  }
}

const checkNew = (state: QueueState, changes: readonly { readonly id: string }[]): void => {
  for (const { id } of changes) {
    if (state.jobs.has(id) || state.groups.has(id)) throw new DuplicateIdError(id)
  }
}

export const cancelCommand = (jobId: string): Command<CancelResult> => ({
  keys: (state) => [jobKey(state, jobId)],
  decide({ state }) {
    const job = state.jobs.get(jobId)
    if (job === undefined) return answer('unknown')
    return answer(cancelResult([job.record]), cancelChanges(state, job))
  },
})

const groupKeys = (state: QueueState, groupId: string): readonly string[] => {
  const jobIds = state.groups.get(groupId)?.record.jobIds ?? []
  return [...new Set([idKey(groupId), ...jobIds.map((id) => jobKey(state, id))])]
}

export const cancelGroupCommand = (groupId: string): Command<CancelResult> => ({
  keys: (state) => groupKeys(state, groupId),
  decide({ state }) {
    const group = state.groups.get(groupId)?.record
    if (group === undefined) return answer('unknown')
    const jobs = group.jobIds.flatMap((id) => state.jobs.get(id)?.record ?? [])
    return answer(cancelResult(jobs), cancelGroupChanges(state, groupId))
  },
})

/** The result by the states before cancelling; a job cancelled before counts as cancelled. */
const cancelResult = (jobs: readonly JobRecord[]): CancelResult => {
  if (jobs.some(({ state }) => state === 'leased')) return 'requested'
  const open = !jobs.every(isEnded)
  return open || jobs.every(({ state }) => state === 'cancelled') ? 'cancelled' : 'too-late'
}

export const pauseCommand = (paused: boolean): Command<void> => ({
  keys: () => [pauseKey],
  decide: ({ state }) =>
    answer(undefined, state.paused === paused ? [] : [{ type: paused ? 'paused' : 'resumed' }]),
})

/** Shares its keys with every job of the group, so that none of them is leased at the same moment. */
export const pauseGroupCommand = (groupId: string, paused: boolean): Command<boolean> => ({
  keys: (state) => groupKeys(state, groupId),
  decide({ state }) {
    const group = state.groups.get(groupId)?.record
    if (group === undefined) return answer(false)
    const type = paused ? 'group-paused' : 'group-resumed'
    return answer(true, group.paused === paused ? [] : [{ type, id: groupId }])
  },
})

export const priorityCommand = (jobId: string, priority: number): Command<boolean> => {
  checkPriority(priority)
  return {
    keys: (state) => [jobKey(state, jobId)],
    decide({ state }) {
      const job = state.jobs.get(jobId)
      if (job === undefined || isEnded(job.record)) return answer(false)
      const change = { type: 'priority-changed', id: jobId, priority } as const
      return answer(true, job.record.priority === priority ? [] : [change])
    },
  }
}

/** Moves what waits in line; what does not is left out, and so is all when `before` does not. The answer is how many. */
export const moveCommand = (jobIds: readonly string[], before?: string): Command<number> => ({
  keys: (state) => [moveKey, ...new Set(jobIds.map((id) => jobKey(state, id)))],
  decide({ state }) {
    const changes = moveChanges(state, jobIds, before)
    return answer(changes.length, changes)
  },
})

export const removeCommand = (jobId: string): Command<boolean> => ({
  keys: (state) => [jobKey(state, jobId)],
  decide({ state }) {
    const job = state.jobs.get(jobId)
    if (job === undefined || !isEnded(job.record)) return answer(false)
    return answer(true, [{ type: 'removed', id: jobId }])
  },
})
