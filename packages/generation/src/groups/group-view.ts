import type { BatchRequest, SequenceRequest } from '../job/generation-request.ts'
import type { JobStatus, JobView } from '../job/job-view.ts'

/**
 * A fold over the children, never stored: `queued` until the first starts, `processing` until the last ends, then
 * `completed` when any picture was made, `error` when none was, `cancelled` when that was asked for before the end.
 */
export type GroupStatus = JobStatus

interface GroupViewBase {
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
  readonly current?: number
  /** In order, one for each number: the newest run that gave a picture, else the newest. */
  readonly jobs: readonly JobView[]
  /** Runs newer than those in `jobs`: a frame that is made anew, or could not be. */
  readonly redone: readonly JobView[]
  readonly etaSeconds?: number
  readonly createdAt: number
  readonly finishedAt?: number
}

export interface BatchView extends GroupViewBase {
  readonly kind: 'batch'
  readonly request: BatchRequest
}

export interface SequenceView extends GroupViewBase {
  readonly kind: 'sequence'
  readonly request: SequenceRequest
}

export interface AcceptedGroup {
  readonly id: string
  readonly created: boolean
  readonly jobIds: readonly string[]
  readonly seeds: readonly number[]
  /** How many these jobs will make. */
  readonly pictures: number
  /** Until all are done; absent when nothing alike has run yet. */
  readonly etaSeconds?: number
}
