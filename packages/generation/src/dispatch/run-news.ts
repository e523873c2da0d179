import type { JobState } from '@darkroom/job-queue'
import type { JobStage } from '../job/job-view.ts'

/** A job that a server begins to work on, again or for the first time. */
export interface TakenJob {
  readonly type: 'taken'
  readonly jobId: string
  readonly server: string
  /** No server had it before: it has waited since `createdAt`. */
  readonly isFirst: boolean
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly client: string
  readonly priority: number
  readonly workflow: string
  /** The file that takes longest to load. */
  readonly model?: string | undefined
}

/**
 * How a run was left: with the end of its job; `returned` to the queue, to be run again; or `lost`, for another has the job, or nobody
 * could write down how it ended.
 */
export type RunEnd = 'succeeded' | 'failed' | 'cancelled' | 'returned' | 'lost'

/** What happens to a job that a server works on. */
export type RunNews =
  | TakenJob
  | {
      readonly type: 'stage'
      readonly jobId: string
      readonly stage: JobStage
    }
  | {
      readonly type: 'over'
      readonly jobId: string
      readonly end: RunEnd
      /** The server's own execution time in milliseconds, where it said so. */
      readonly executionMs?: number | undefined
    }

/** How a run was left that leaves its job in this state; undefined when the queue has forgotten it. */
export function runEndOf(state: JobState | undefined): RunEnd {
  switch (state) {
    case 'succeeded':
    case 'cancelled':
      return state
    case 'failed':
    case 'dead':
      return 'failed'
    case 'queued':
    case 'delayed':
    case 'blocked':
      return 'returned'
    case 'leased':
    case 'skipped':
    case undefined:
      return 'lost'
  }
}
