/**
 * `starting` not yet contacted, `ready` idle, `busy` runs one of ours, `draining` finishes and takes no more,
 * `unreachable` does not answer, `stuck` answers but no longer runs or stops what it was given,
 * `suspect` failed at several jobs in a row and gets none for a while.
 */
export type ServerStatus =
  | 'starting'
  | 'ready'
  | 'busy'
  | 'draining'
  | 'unreachable'
  | 'stuck'
  | 'suspect'

export interface ServerState {
  readonly name: string
  readonly url: string
  readonly status: ServerStatus
  /** ComfyUI's own; `''` when unknown. */
  readonly version: string
  /** Running and waiting there, other people's included; undefined when unknown. */
  readonly queueRemaining: number | undefined
  /** The job of ours that it works on. */
  readonly requestId?: string | undefined
  /** Milliseconds since the epoch of its last answer. */
  readonly lastSeenAt?: number | undefined
  /** Why it is not reachable, or what it failed with, in a sentence. */
  readonly problem?: string | undefined
  readonly devices: readonly ServerDevice[]
}

export interface ServerDevice {
  readonly name: string
  readonly type: string
  readonly vramTotal: number
  readonly vramFree: number
}

export interface QueueState {
  readonly paused: boolean
  readonly waiting: number
  readonly running: number
  readonly completed: number
  readonly failed: number
  readonly cancelled: number
  readonly runningIds: readonly string[]
  /** Accepted at most this many waiting at a time. */
  readonly maxWaiting: number
}
