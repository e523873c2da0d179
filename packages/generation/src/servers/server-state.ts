import type { WaitingFor } from '../waiting/waiting-for.ts'

/**
 * `starting`: not yet contacted; `ready`: idle; `busy`: runs one of ours; `draining`: finishes and takes no more;
 * `unreachable`: does not answer; `stuck`: answers but no longer runs or stops its prompts; `suspect`: failed at
 * several jobs in a row and gets none for a while; `duplicate`: is a server of the pool under another name, and gets none.
 */
export type ServerStatus =
  | 'starting'
  | 'ready'
  | 'busy'
  | 'draining'
  | 'unreachable'
  | 'stuck'
  | 'suspect'
  | 'duplicate'

export interface ServerState {
  readonly name: string
  readonly url: string
  readonly status: ServerStatus
  /** Version of ComfyUI; `''` when unknown. */
  readonly version: string
  /** Running and waiting prompts on the server, other people's included; undefined when unknown. */
  readonly queueRemaining: number | undefined
  /** Id of our job that the server works on. */
  readonly requestId?: string | undefined
  /** Time of the server's last answer, in milliseconds since the epoch. */
  readonly lastSeenAt?: number | undefined
  /** The reason why the server is unreachable or suspect, in a sentence. */
  readonly problem?: string | undefined
  readonly devices: readonly ServerDevice[]
  /** Name of the server that this one is too. */
  readonly sameAs?: string | undefined
  /** Name of the process that gives it jobs, where several share the queue. */
  readonly drivenBy?: string | undefined
}

export interface ServerDevice {
  readonly name: string
  readonly type: string
  readonly vramTotal: number
  readonly vramFree: number
}

export interface QueueState {
  readonly paused: boolean
  /** What keeps every job from beginning; absent when jobs can begin. */
  readonly waitingFor?: WaitingFor | undefined
  readonly waiting: number
  readonly running: number
  readonly completed: number
  readonly failed: number
  readonly cancelled: number
  readonly runningIds: readonly string[]
  /** Most jobs that may wait at a time. */
  readonly maxWaiting: number
}
