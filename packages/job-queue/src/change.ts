import type { Json } from '@darkroom/foundation'
import type { JobError } from './job-record.ts'
import type { OutboxChange } from './outbox/outbox-change.ts'
import type { PresenceChange } from './presence.ts'

/** An accepted job as it is written. */
export interface AcceptedChange {
  readonly type: 'accepted'
  readonly id: string
  readonly kind: string
  readonly payload: Json
  readonly priority: number
  readonly client: string
  readonly groupId?: string
  readonly groupIndex?: number
  readonly blocked?: boolean
  readonly key?: string
  readonly fingerprint?: string
  readonly receipt?: Json
}

/** An accepted group, written before its jobs in the same journal line. */
export interface GroupChange {
  readonly type: 'group-accepted'
  readonly id: string
  readonly kind: string
  readonly payload: Json
  readonly jobIds: readonly string[]
  readonly chain: boolean
  readonly key?: string
  readonly fingerprint?: string
  readonly receipt?: Json
}

/** A change to an existing job. */
export type JobChange =
  | {
      readonly type: 'leased'
      readonly id: string
      readonly epoch: number
      readonly owner: string
      /** The member that holds the lease, where several processes work on the queue. */
      readonly member?: string | undefined
    }
  | { readonly type: 'checkpointed'; readonly id: string; readonly checkpoint: Json }
  | {
      readonly type: 'released'
      readonly id: string
      readonly reason: string
      readonly delayMs: number
      readonly failed: boolean
      readonly stalled: boolean
    }
  | { readonly type: 'cancel-requested'; readonly id: string }
  | { readonly type: 'priority-changed'; readonly id: string; readonly priority: number }
  | MovedChange
  | EndingChange

/** The job takes another place in the line: with `key` before the job of `order`, without one behind all that are there. */
export interface MovedChange {
  readonly type: 'moved'
  readonly id: string
  readonly priority: number
  readonly turn: number
  readonly before?: { readonly order: number; readonly key: string }
}

/** The last change of a job. */
export type EndingChange =
  | { readonly type: 'succeeded'; readonly id: string; readonly result: Json }
  | {
      readonly type: 'failed' | 'dead'
      readonly id: string
      readonly error: JobError
      /** The failure lost a worker as well. */
      readonly stalled: boolean
    }
  | { readonly type: 'cancelled'; readonly id: string }
  | { readonly type: 'skipped'; readonly id: string }

/** A setting has another value; without one it is removed. */
export interface SettingChange {
  readonly type: 'setting-changed'
  readonly key: string
  readonly value?: Json
}

/** The durable changes: the state is the fold of them, and each one is one event. */
export type Change =
  | AcceptedChange
  | GroupChange
  | JobChange
  | { readonly type: 'group-cancel-requested'; readonly id: string }
  | { readonly type: 'group-paused' | 'group-resumed'; readonly id: string }
  | { readonly type: 'removed'; readonly id: string }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | SettingChange
  | OutboxChange

/** Changes that become durable together or not at all. Change i has the number `seq + i`. */
export interface Entry {
  readonly seq: number
  /** Wall clock. */
  readonly at: number
  /** None in an entry that is only of who works on the queue. */
  readonly changes: readonly Change[]
  /** The member that wrote it, where several processes work on the queue. */
  readonly by?: string
  /** Applied before the changes. */
  readonly presence?: readonly PresenceChange[]
}
