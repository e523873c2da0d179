import type { Clock } from '@darkroom/foundation'
import type { Entry } from './change.ts'
import type { SnapshotLine } from './store-record.ts'

/** A store keeps the lines of a snapshot, and the entries that came after it: plain JSON. */
export type StoreRecord = SnapshotLine | Entry

/** The queue as its store sees it. */
export interface StoreContext {
  readonly clock: Clock
  /** While opening: takes what was kept, oldest first: the lines of the newest snapshot, then the entries since. */
  readonly replay: (record: StoreRecord) => void
  /**
   * The queue as it is now, with everything that was replayed and appended. Replaying these lines leads to the same
   * queue, so older entries may go. Made at once; its lines may be read at leisure.
   */
  readonly snapshot: () => Iterable<SnapshotLine>
}

/**
 * A queue keeps its entries here. A store of your own is proved by `describeQueueStore` of
 * `@darkroom/job-queue/testing`; decision 0075 says what is asked of it.
 */
export interface QueueStore {
  /** What an accepted job survives: a power cut, a killed process, or nothing. */
  readonly durable: 'fsync' | 'process' | 'none'
  /** Once, before everything else. Nothing is replayed from a store that is new. */
  open(context: StoreContext): Promise<void>
  /**
   * All or nothing, and as durable as the store is when it resolves. One at a time. `entry.seq` is the number that
   * comes next; a store that finds that someone else has taken it must refuse the entry. Rejects with
   * `StorageFullError` when nothing of the entry is left and the next may work, with anything else when the store
   * cannot be trusted any more: the queue then refuses everything until it is opened anew.
   */
  append(entry: Entry): Promise<void>
  /** The queue now holds everything appended: the moment to ask for a snapshot. */
  applied(): void
  /** Whether there is room for new jobs. Without it those that are accepted can still end. */
  hasRoom(): Promise<boolean>
  close(): Promise<void>
}
