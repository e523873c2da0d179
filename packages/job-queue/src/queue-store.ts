import type { Clock } from '@darkroom/foundation'
import type { Entry } from './change.ts'
import type { SnapshotLine } from './store-record.ts'

/** A record of a store: a line of a snapshot, or an entry after it, as plain JSON. */
export type StoreRecord = SnapshotLine | Entry

/** The queue's side for its store. */
export interface StoreContext {
  readonly clock: Clock
  /** Takes the kept records while opening, oldest first: lines of the newest snapshot, then the entries since. */
  readonly replay: (record: StoreRecord) => void
  /** Takes an entry that another process has appended, once open; in order, and none twice. Only for shared stores. */
  readonly follow: (entry: Entry) => void
  /** The store cannot be trusted any more, found out while it was asked nothing: the queue refuses everything from now on. */
  readonly fail: (error: Error) => void
  /** Takes what another process has told. Only for shared stores. */
  readonly told: (message: string) => void
  /**
   * The present queue, with everything replayed and appended. Replaying these lines leads to the same queue, so older
   * entries may go. Captured at once; the lines may be read later.
   */
  readonly snapshot: () => Iterable<SnapshotLine>
}

/**
 * The place where a queue keeps its entries. `describeQueueStore` of `@darkroom/job-queue/testing` tests a store of
 * your own; decision 0075 lists the requirements.
 */
export interface QueueStore {
  /** What accepted jobs survive: a power cut, a killed process, or nothing. */
  readonly durable: 'fsync' | 'process' | 'none'
  /** Called once, before everything else. A new store replays nothing. */
  open(context: StoreContext): Promise<void>
  /**
   * Appends all or nothing, as durable as the store is when it resolves. One call at a time. `entry.seq` is the next
   * number; a shared store refuses the entry with `OvertakenError` when someone else was faster. Rejects with `StorageFullError` when
   * nothing of the entry is left and the next may work, with anything else when the store cannot be trusted any more:
   * the queue then refuses everything until it is opened anew.
   */
  append(entry: Entry): Promise<void>
  /** Called when the queue holds everything appended: the moment to ask for a snapshot. */
  applied(): void
  /** Whether there is space for new jobs. Without it, accepted jobs can still end. */
  hasRoom(): Promise<boolean>
  close(): Promise<void>
  /** Present when several queues, in as many processes, may have the store open at once. */
  readonly shared?: SharedStore
}

/**
 * What a store has to offer for several processes to work on it. It hands over what others append through `follow`,
 * soon after it was appended, and always before an `OvertakenError`. While it cannot be reached, `append` and `confirm`
 * wait, and go on by themselves; whether an entry was appended whose answer was lost is found out, never guessed.
 */
export interface SharedStore {
  /**
   * Resolves when nothing was appended that had not been handed over when this was called; otherwise hands it over, and
   * rejects with `OvertakenError`.
   */
  confirm(): Promise<void>
  /** Tells the other processes that are there just now, of up to 7,000 characters of ASCII; it is not kept, and may be lost. */
  tell(message: string): void
  /** Why the store cannot be reached just now, as a sentence; undefined while it can. */
  readonly problem: string | undefined
  /** The queue is being closed: calls that wait for a store that is away are rejected. */
  giveUp(): void
}
