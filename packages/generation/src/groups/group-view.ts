import type { JobStatus, JobView } from '../job/job-view.ts'
import type { WaitingFor } from '../waiting/waiting-for.ts'
import type { BatchRequest, SequenceRequest } from './group-request.ts'

/**
 * Status computed from the jobs, never stored: `queued` until the first starts, `processing` until the last ends, then
 * `completed` when any picture was made, `error` when none was, `cancelled` when that was asked for before the end.
 */
export type GroupStatus = JobStatus

/** The progress of a group of any kind. */
export interface GroupProgress {
  readonly id: string
  readonly status: GroupStatus
  /** None of the group's jobs begins until it is resumed. */
  readonly paused: boolean
  /** Counts pictures, as do the next three. */
  readonly total: number
  readonly completed: number
  /** Numbers, from 1, of failed jobs that no retry made good. */
  readonly failed: readonly number[]
  /** The number being worked on. */
  readonly current?: number | undefined
  /** How many jobs there are, one for each number. */
  readonly jobCount: number
  /**
   * One job for each number, in order: the newest run that made a picture, else the newest run. All of them, or as many as are
   * asked for.
   */
  readonly jobs: (page?: { readonly from?: number; readonly most?: number }) => readonly JobView[]
  /** Runs newer than those in `jobs`: of frames that are being made anew, or could not be. */
  readonly redone: readonly JobView[]
  readonly etaSeconds?: number | undefined
  /** What it waits for; absent while one of its jobs is worked on, and once all have ended. */
  readonly waitingFor?: WaitingFor | undefined
  /** Milliseconds since the epoch, as is the next. */
  readonly createdAt: number
  readonly finishedAt?: number | undefined
}

/** A batch request with every default filled in. */
export type CompleteBatch = Required<Omit<BatchRequest, 'id' | OptionalOfBatch>> &
  Pick<BatchRequest, OptionalOfBatch>

type OptionalOfBatch = 'files' | 'made' | 'cells' | 'matrix' | 'seeds'

/** A sequence request with every default filled in. */
export type CompleteSequence = Required<Omit<SequenceRequest, 'id' | OptionalOfSequence>> &
  Pick<SequenceRequest, OptionalOfSequence>

type OptionalOfSequence = 'story' | 'files' | 'made' | 'seeds'

export interface BatchView extends GroupProgress {
  readonly kind: 'batch'
  readonly request: CompleteBatch
}

export interface SequenceView extends GroupProgress {
  readonly kind: 'sequence'
  readonly request: CompleteSequence
}

/** The view of each kind of group. */
export interface GroupViews {
  readonly batch: BatchView
  readonly sequence: SequenceView
}

export interface AcceptedGroup {
  readonly id: string
  /** False when the idempotency key was used before: this is the group accepted then. */
  readonly created: boolean
  readonly jobIds: readonly string[]
  readonly seeds: readonly number[]
  /** Number of pictures that these jobs will make. */
  readonly pictures: number
  /** Seconds until all are done; absent when nothing alike has run yet. */
  readonly etaSeconds?: number | undefined
}
