import { randomUUID } from 'node:crypto'
import { type Clock, systemClock } from '@darkroom/foundation'
import type { Rules } from './decisions.ts'
import { InvalidJobError } from './errors.ts'
import type { MemberSettings } from './membership.ts'
import type { MessagesOf } from './outbox/with-messages.ts'
import type { Retention } from './queue-state.ts'
import type { QueueStore } from './queue-store.ts'

/** The rules of a queue, independent of its store. */
export interface QueueRules {
  /** Default: the system's clock. */
  readonly clock?: Clock
  /** Time that a key outlives its job. Default 48 h, so that a stepped wall clock leaves at least 24 h. */
  readonly idempotencyRetentionMs?: number
  /** Attempts before a transient failure is final. Default 3. */
  readonly maxAttempts?: number
  /** Lost workers, crashes of this process included, before a job is `dead`. Default 3. */
  readonly maxStalls?: number
  /** Wait after the nth transient failure. Default 0.5 s, doubling, at most 30 s. */
  readonly retryDelayMs?: (failures: number) => number
  /** Events kept for `events({ after })`. Default 10,000. */
  readonly eventRetention?: number
  /** Ended jobs kept whole. Default 1,000. */
  readonly fullJobs?: number
  /** The messages of the outbox that tell of a change. Default: none. */
  readonly messagesOf?: MessagesOf
  /** Messages kept that are delivered or dead. Default 1,000. */
  readonly finishedMessages?: number
  /** Characters of all messages to be delivered, beyond which new ones are not tried. Default 64 Mi. */
  readonly pendingMessagesSize?: number
  /** Ended jobs kept lean, beyond the whole ones. Default 100,000. */
  readonly leanJobs?: number
  /**
   * This process among those that share a store. `name` stays over restarts (default: one that does not), `facts` are
   * shown to the others. Default of `leaseMs`: 15,000.
   */
  readonly member?: Partial<MemberSettings>
  /** Called once, when the store cannot be trusted any more: from then on every call is refused. */
  readonly onFailure?: (error: Error) => void
  /** Milliseconds that a call waits for a shared store that cannot be reached. Default 5,000. */
  readonly patienceMs?: number
}

export interface QueueOptions extends QueueRules {
  /** An unopened store that no other queue uses. */
  readonly store: QueueStore
}

export interface Settings {
  readonly clock: Clock
  readonly rules: Rules
  readonly retention: Retention
  readonly eventRetention: number
  readonly member: MemberSettings
  readonly patienceMs: number
  readonly onFailure: (error: Error) => void
  readonly messagesOf: MessagesOf | undefined
}

const hour = 3_600_000

const defaultRetryDelay = (failures: number): number => Math.min(30_000, 500 * 2 ** (failures - 1))

const atLeast = (name: string, value: number, least: number): number => {
  if (value >= least) return value
  throw new InvalidJobError(`${name} must be at least ${least}, got ${value}`)
}

export const toSettings = (options: QueueRules): Settings => ({
  clock: options.clock ?? systemClock,
  rules: {
    maxAttempts: atLeast('maxAttempts', options.maxAttempts ?? 3, 1),
    maxStalls: atLeast('maxStalls', options.maxStalls ?? 3, 1),
    retryDelayMs: options.retryDelayMs ?? defaultRetryDelay,
  },
  retention: {
    keyMs: atLeast('idempotencyRetentionMs', options.idempotencyRetentionMs ?? 48 * hour, 0),
    fullJobs: atLeast('fullJobs', options.fullJobs ?? 1_000, 0),
    leanJobs: atLeast('leanJobs', options.leanJobs ?? 100_000, 0),
    messages: {
      finished: atLeast('finishedMessages', options.finishedMessages ?? 1_000, 0),
      pendingSize: atLeast('pendingMessagesSize', options.pendingMessagesSize ?? 64 * 2 ** 20, 0),
    },
  },
  messagesOf: options.messagesOf,
  eventRetention: atLeast('eventRetention', options.eventRetention ?? 10_000, 1),
  member: {
    ...options.member,
    name: options.member?.name ?? randomUUID(),
    leaseMs: atLeast('member.leaseMs', options.member?.leaseMs ?? 15_000, 1),
  },
  onFailure: options.onFailure ?? (() => undefined),
  patienceMs: atLeast('patienceMs', options.patienceMs ?? 5_000, 1),
})
