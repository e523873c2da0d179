import type { Change } from './change.ts'
import type { QueueEvent } from './job-queue.ts'
import type { QueueState } from './queue-state.ts'

export const toEventId = (storeEpoch: string, seq: number): string => `${storeEpoch}-${seq}`

/** The event of a change, seen just after the state took it. */
export const toEvent = (
  state: QueueState,
  change: Change,
  { seq, at }: { seq: number; at: number },
): QueueEvent => {
  const head = { id: toEventId(state.storeEpoch, seq), seq, at }
  switch (change.type) {
    case 'paused':
    case 'resumed':
      return { ...head, type: change.type }
    case 'group-accepted':
      return { ...head, type: 'accepted', groupId: change.id }
    case 'group-cancel-requested':
      return { ...head, type: 'cancel-requested', groupId: change.id }
    case 'group-paused':
      return { ...head, type: 'paused', groupId: change.id }
    case 'group-resumed':
      return { ...head, type: 'resumed', groupId: change.id }
    case 'removed':
      return { ...head, type: 'removed', jobId: change.id }
    default: {
      const job = state.jobs.get(change.id)?.record
      const groupId = job?.groupId
      return {
        ...head,
        type: change.type,
        jobId: change.id,
        ...(groupId === undefined ? {} : { groupId }),
        job,
        ...(change.type === 'released' ? { reason: change.reason } : {}),
      }
    }
  }
}
