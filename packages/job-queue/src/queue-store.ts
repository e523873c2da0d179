import type { Entry } from './change.ts'
import type { QueueEvent } from './job-queue.ts'
import type { QueueState } from './queue-state.ts'

/** What a store remembers from former runs. */
export interface Recovered {
  readonly state: QueueState
  /** The newest events, contiguous up to `state.nextSeq`. */
  readonly events: readonly QueueEvent[]
}

/** Where entries are kept. One `append` at a time; the caller applies an entry after it resolved. */
export interface QueueStore {
  open(): Promise<Recovered>
  /** Gives callers that were just answered the time to ask again, so that they share the next entry. */
  gather(): Promise<void>
  /**
   * All or nothing. Rejects with `StorageFullError` when the entry was taken back and the next may work, with anything
   * else when the store cannot be trusted any more.
   */
  append(entry: Entry): Promise<void>
  /** The state now contains everything appended. Synchronous; for snapshots. */
  applied(state: QueueState, events: () => readonly QueueEvent[]): void
  /** Whether there is room for new jobs. */
  hasRoom(): Promise<boolean>
  close(): Promise<void>
}
