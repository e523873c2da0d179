import type { Change, JobChange } from './change.ts'
import type { JobRecord } from './job-record.ts'
import type { OutboxChange } from './outbox/outbox-change.ts'

interface EventHead {
  /** Event id: `<store epoch>-<seq>`. */
  readonly id: string
  /** Number of the event, one more than that of the event before. */
  readonly seq: number
  /** Wall clock time. */
  readonly at: number
}

interface OfJob extends EventHead {
  readonly jobId: string
  readonly groupId?: string
  /** The job just after the event. */
  readonly job: JobRecord
}

/** An event of a job. */
export type JobEvent =
  | (OfJob & { readonly type: 'accepted' | Exclude<JobChange['type'], 'released'> })
  | (OfJob & {
      readonly type: 'released'
      /** The reason for giving the job back. */
      readonly reason: string
    })

export interface RemovedEvent extends EventHead {
  readonly type: 'removed'
  readonly jobId: string
  readonly groupId?: undefined
  readonly job?: undefined
}

interface OfNoJob extends EventHead {
  readonly jobId?: undefined
  readonly job?: undefined
}

/** An event of a group as a whole; its jobs have events of their own. */
export interface GroupEvent extends OfNoJob {
  readonly type: 'accepted' | 'cancel-requested'
  readonly groupId: string
}

/** Leasing was paused or resumed, for the group or, without one, for the whole queue. */
export interface PauseEvent extends OfNoJob {
  readonly type: 'paused' | 'resumed'
  readonly groupId?: string
}

/** A setting was changed or removed; what it is now is read from the queue, for values can be private. */
export interface SettingEvent extends OfNoJob {
  readonly type: 'setting-changed'
  readonly groupId?: undefined
  readonly key: string
}

/** Something happened to a message of the outbox. */
export interface MessageEvent extends OfNoJob {
  readonly type: OutboxChange['type']
  readonly groupId?: undefined
  readonly messageId: string
}

/** Events are durable and in order. `job` is present for an event of a job that is still known. */
export type QueueEvent =
  | JobEvent
  | RemovedEvent
  | GroupEvent
  | PauseEvent
  | SettingEvent
  | MessageEvent

/** The event of a change. `job` is the changed job, just after it; without one the event cannot be built. */
export const toEvent = (
  change: Change,
  { job, ...head }: EventHead & { readonly job: JobRecord | undefined },
): QueueEvent | undefined => {
  switch (change.type) {
    case 'paused':
    case 'resumed':
      return { ...head, type: change.type }
    case 'message-added':
      return { ...head, type: change.type, messageId: head.id }
    case 'message-tried':
    case 'message-delivered':
    case 'message-dead':
    case 'message-replayed':
      return { ...head, type: change.type, messageId: idBeside(head, change.message) }
    case 'setting-changed':
      return { ...head, type: change.type, key: change.key }
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
    default:
      return job === undefined ? undefined : toJobEvent(change, head, job)
  }
}

/** The id of another number of the same queue. */
const idBeside = ({ id }: EventHead, number: number): string =>
  `${id.slice(0, id.lastIndexOf('-'))}-${number}`

const toJobEvent = (
  change: JobChange | Extract<Change, { type: 'accepted' }>,
  head: EventHead,
  job: JobRecord,
): JobEvent => {
  const { groupId } = job
  const facts = { ...head, jobId: job.id, ...(groupId === undefined ? {} : { groupId }), job }
  return change.type === 'released'
    ? { ...facts, type: 'released', reason: change.reason }
    : { ...facts, type: change.type }
}
