import type { QueueEvent } from '@darkroom/job-queue'
import type { GroupKind } from '../groups/group-request.ts'
import type { JobView } from '../job/job-view.ts'
import type { GenerationEvent } from './generation-event.ts'

/** The event that shows a job as it is. */
export function jobEvent(id: string, job: JobView): GenerationEvent {
  const facts = {
    id,
    requestId: job.requestId,
    ...(job.part === undefined ? {} : { groupId: job.part.id }),
    job,
  }
  switch (job.status) {
    case 'queued':
    case 'processing':
      return { type: 'status', ...facts }
    case 'completed':
    case 'error':
    case 'cancelled':
      return { type: job.status, ...facts }
  }
}

/** The public event of a queue event; undefined for one that concerns nobody outside. */
export function toGenerationEvent(
  event: QueueEvent,
  job: JobView | undefined,
  groupKind: GroupKind | undefined,
): GenerationEvent | undefined {
  switch (event.type) {
    case 'paused':
    case 'resumed':
      return {
        type: event.type,
        id: event.id,
        ...(event.groupId === undefined || groupKind === undefined
          ? {}
          : { group: { kind: groupKind, id: event.groupId } }),
      }
    case 'accepted':
    case 'leased':
    case 'released':
    case 'cancel-requested':
    case 'moved':
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'dead':
    case 'skipped':
    case 'priority-changed':
      return job === undefined ? undefined : jobEvent(event.id, job)
    case 'checkpointed':
    case 'removed':
    case 'setting-changed':
    case 'message-added':
    case 'message-tried':
    case 'message-delivered':
    case 'message-dead':
    case 'message-replayed':
      return undefined
  }
}
