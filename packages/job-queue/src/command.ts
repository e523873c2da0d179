import type { Change } from './change.ts'
import type { Rules } from './decisions.ts'
import type { LeaseTable } from './lease-table.ts'
import type { QueueState } from './queue-state.ts'

/** Decisions look at durable state only, so that nothing ever has to be undone, and at who holds which lease. */
export interface Basis {
  readonly state: QueueState
  readonly leases: LeaseTable
  readonly rules: Rules
}

/** A change that somebody asks for. */
export interface Command<T> {
  /** Commands that share a key are decided one after the other, in order. */
  keys(state: QueueState): readonly string[]
  /** May throw: then this call fails and no other. */
  decide(basis: Basis): Decision<T>
  /** Brings new work in: refused when the disk is full. */
  readonly accepts?: boolean
  /** Roughly what it writes, when that can be much. */
  readonly bytes?: number
}

export interface Decision<T> {
  readonly changes: readonly Change[]
  /** Given when the changes are durable and applied. */
  readonly answer: T
}

/** A command, and who waits for its answer. */
export interface Call<T> extends Command<T> {
  /** It was in a batch that could not be written, and gets no further chance. */
  readonly retried: boolean
  resolve(answer: T): void
  reject(error: Error): void
}

export const answer = <T>(value: T, changes: readonly Change[] = []): Decision<T> => ({
  changes,
  answer: value,
})

export const pauseKey = 'paused'

/** The jobs of a chain depend on one another, so they share a key. */
export const jobKey = (state: QueueState, jobId: string): string => {
  const groupId = state.jobs.get(jobId)?.record.groupId
  const chained = groupId !== undefined && state.groups.get(groupId)?.chain === true
  return idKey(chained ? groupId : jobId)
}

export const idKey = (id: string): string => `id:${id}`

export const idempotencyKey = (key: string): string => `key:${key}`
