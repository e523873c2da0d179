import type { Change } from './change.ts'
import type { Rules } from './decisions.ts'
import type { LeaseTable } from './lease-table.ts'
import type { PresenceChange } from './presence.ts'
import type { QueueState } from './queue-state.ts'

/** The basis of decisions: only durable state, so that nothing ever has to be undone, and the present leases. */
export interface Basis {
  readonly state: QueueState
  readonly leases: LeaseTable
  readonly rules: Rules
}

/** A requested change. */
export interface Command<T> {
  /** Keys of the command: commands that share one are decided one after the other, in order. */
  keys(state: QueueState): readonly string[]
  /** Decides the changes. An exception fails this call and no other. */
  decide(basis: Basis): Decision<T>
  /** The command brings new work in: it is refused when the disk is full. */
  readonly accepts?: boolean
  /** Rough number of bytes to write, when that can be many. */
  readonly bytes?: number
  /** How many times as long as others it waits for a shared store that is away. Default 1. */
  readonly patience?: number
}

export interface Decision<T> {
  readonly changes: readonly Change[]
  readonly presence?: readonly PresenceChange[]
  /** The answer, given when the changes are durable and applied. */
  readonly answer: T
}

/** A command and its caller. */
export interface Call<T> extends Command<T> {
  /** The call was in a batch that could not be written, and is not tried again. */
  readonly retried: boolean
  resolve(answer: T): void
  reject(error: Error): void
  /** Takes the call back when another process was faster, instead of its being decided again. */
  retract?(): void
}

export const answer = <T>(value: T, changes: readonly Change[] = []): Decision<T> => ({
  changes,
  answer: value,
})

export const pauseKey = 'paused'

/** Moves are decided one after the other, for each gives the next its neighbours. */
export const moveKey = 'moved'

/** The key of a job; the jobs of a chain depend on one another, so they share one. */
export const jobKey = (state: QueueState, jobId: string): string => {
  const groupId = state.jobs.get(jobId)?.record.groupId
  const chained = groupId !== undefined && state.groups.get(groupId)?.chain === true
  return idKey(chained ? groupId : jobId)
}

export const idKey = (id: string): string => `id:${id}`

export const idempotencyKey = (key: string): string => `key:${key}`
