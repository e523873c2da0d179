import type { JobStatus, JobView } from '../job/job-view.ts'
import type { BatchRequest, SequenceRequest } from './group-request.ts'

/**
 * A fold over the children, never stored: `queued` until the first starts, `processing` until the last ends, then
 * `completed` when any picture was made, `error` when none was, `cancelled` when that was asked for before the end.
 */
export type GroupStatus = JobStatus

/** How a group is doing, whatever its kind. */
export interface GroupProgress {
  readonly id: string
  readonly status: GroupStatus
  /** None of its jobs begins until it is resumed. */
  readonly paused: boolean
  /** Pictures, as are the next three. */
  readonly total: number
  readonly completed: number
  /** Numbers, from 1, of what failed and was not made good by a retry. */
  readonly failed: readonly number[]
  /** The number being worked on. */
  readonly current?: number | undefined
  /** In order, one for each number: the newest run that gave a picture, else the newest. */
  readonly jobs: readonly JobView[]
  /** Runs newer than those in `jobs`: a frame that is made anew, or could not be. */
  readonly redone: readonly JobView[]
  readonly etaSeconds?: number | undefined
  /** Milliseconds since the epoch, as is the next. */
  readonly createdAt: number
  readonly finishedAt?: number | undefined
}

/** A batch as it was asked for, with nothing left open. */
export type CompleteBatch = Required<Omit<BatchRequest, 'id'>>

/** A sequence as it was asked for, with nothing left open. */
export type CompleteSequence = Required<Omit<SequenceRequest, 'id' | 'story'>> &
  Pick<SequenceRequest, 'story'>

export interface BatchView extends GroupProgress {
  readonly kind: 'batch'
  readonly request: CompleteBatch
}

export interface SequenceView extends GroupProgress {
  readonly kind: 'sequence'
  readonly request: CompleteSequence
}

/** What each kind of group looks like. */
export interface GroupViews {
  readonly batch: BatchView
  readonly sequence: SequenceView
}

export interface AcceptedGroup {
  readonly id: string
  /** False when the idempotency key was used before: this is the group of then. */
  readonly created: boolean
  readonly jobIds: readonly string[]
  readonly seeds: readonly number[]
  /** How many these jobs will make. */
  readonly pictures: number
  /** Until all are done; absent when nothing alike has run yet. */
  readonly etaSeconds?: number | undefined
}
