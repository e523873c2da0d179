import type { Change } from './change.ts'
import type { QueueState } from './queue-state.ts'

/** What a call wants done. Decided against durable state only, so nothing ever has to be undone. */
export interface Command<T> {
  /** Commands that share a key are decided one after the other, in order. */
  keys(state: QueueState): readonly string[]
  /** May throw: then this call fails and no other. */
  decide(state: QueueState): Decision<T>
  /** Brings new work in: refused when the disk is full. */
  readonly accepts?: boolean
  /** Roughly what it writes, when that can be much. */
  readonly bytes?: number
}

export interface Decision<T> {
  readonly changes: readonly Change[]
  /** Called when the changes are durable and applied. */
  readonly answer: () => T
}

export const pauseKey = 'paused'

/** The jobs of a chain depend on one another, so they share a key. */
export const jobKey = (state: QueueState, jobId: string): string => {
  const groupId = state.jobs.get(jobId)?.record.groupId
  const chained = groupId !== undefined && state.groups.get(groupId)?.chain === true
  return idKey(chained ? groupId : jobId)
}

export const idKey = (id: string): string => `id:${id}`

export const idempotencyKey = (key: string): string => `key:${key}`
