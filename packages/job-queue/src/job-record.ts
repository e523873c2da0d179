import type { Json } from '@darkroom/foundation'

/**
 * `blocked` waits for its predecessor, `delayed` for a time, `queued` for a consumer, `leased` is being worked on; the
 * rest are terminal and never change again. `dead` is a poison job: several workers died with it.
 */
export type JobState = JobRecord['state']

/** The states of jobs that have not ended. */
export type OpenState = Exclude<JobState, EndedJob['state']>

export interface JobError {
  /** `permanent` and `poison` end the job; `transient` queues it again while attempts are left. */
  readonly kind: 'permanent' | 'transient' | 'poison'
  readonly code: string
  readonly message: string
  readonly details?: Json
}

/** Fields of a job in every state. Times are milliseconds since the epoch, by the wall clock. */
export interface JobFacts {
  readonly id: string
  readonly kind: string
  readonly payload: Json
  readonly priority: number
  readonly client: string
  readonly groupId?: string
  readonly groupIndex?: number
  /** Failures that were the job's own fault, plus one for the run in progress. */
  readonly attempt: number
  /** Workers or servers lost while they held the job. */
  readonly stalls: number
  readonly cancelRequested: boolean
  /** The last checkpoint of a lease's holder; survives the loss of the lease. */
  readonly checkpoint?: Json
  readonly createdAt: number
  /** Beginning of the newest lease. */
  readonly startedAt?: number
  /** The job ended long ago: `payload` is null and `checkpoint` gone; state, result, error and times are kept. */
  readonly lean?: boolean
}

interface OpenJob extends JobFacts {
  readonly result?: undefined
  readonly error?: undefined
  readonly finishedAt?: undefined
}

export interface WaitingJob extends OpenJob {
  readonly state: 'blocked' | 'queued'
  readonly availableAt?: undefined
}

export interface DelayedJob extends OpenJob {
  readonly state: 'delayed'
  /** The earliest time for the job to run. */
  readonly availableAt: number
}

export interface LeasedJob extends OpenJob {
  readonly state: 'leased'
  readonly startedAt: number
  readonly availableAt?: undefined
}

interface Ended extends JobFacts {
  readonly finishedAt: number
  readonly availableAt?: undefined
}

/** An ended job never changes again, but for becoming lean. */
export type EndedJob =
  | (Ended & { readonly state: 'succeeded'; readonly result: Json; readonly error?: undefined })
  | (Ended & {
      readonly state: 'failed' | 'dead'
      readonly error: JobError
      readonly result?: undefined
    })
  | (Ended & {
      readonly state: 'cancelled' | 'skipped'
      readonly result?: undefined
      readonly error?: undefined
    })

export type JobRecord = WaitingJob | DelayedJob | LeasedJob | EndedJob

export const isWaiting = (state: JobState): boolean =>
  state === 'queued' || state === 'delayed' || state === 'blocked'

export const isEnded = (record: JobRecord): record is EndedJob => record.finishedAt !== undefined

export interface GroupRecord {
  readonly id: string
  readonly kind: string
  readonly payload: Json
  readonly jobIds: readonly string[]
  readonly cancelRequested: boolean
  /** True while none of the group's jobs is leased, until it is resumed. */
  readonly paused: boolean
  readonly createdAt: number
}
