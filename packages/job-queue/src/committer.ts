import type { Clock } from '@darkroom/foundation'
import { Batch, type Call, toCall } from './batch.ts'
import type { Entry } from './change.ts'
import type { Command } from './command.ts'
import { QueueClosedError, StorageFullError, toError } from './errors.ts'
import type { QueueEvent } from './job-queue.ts'
import type { QueueState } from './queue-state.ts'
import type { QueueStore } from './queue-store.ts'

/** An entry is one line: large enough to share a sync, small enough to be written in a moment. */
const mostCalls = 512
const mostBytes = 4 * 1024 * 1024

/**
 * Turns calls into durable entries, one entry at a time: what is asked while one is being written shares the next.
 * The state only ever contains what is durable.
 */
export class Committer {
  readonly #state: QueueState
  readonly #store: QueueStore
  readonly #clock: Clock
  readonly #before: (batch: Batch) => void
  readonly #after: (batch: Batch) => void
  readonly #onEvents: (events: readonly QueueEvent[]) => void
  readonly #onFailure: (error: Error) => void
  #waiting: Call[] = []
  #running: Promise<void> | undefined
  #asked = false
  #failure: Error | undefined

  /**
   * `before` and `after` add calls of the queue itself to each batch: what time has brought before the callers' calls,
   * leases after them.
   */
  constructor(options: {
    state: QueueState
    store: QueueStore
    clock: Clock
    before: (batch: Batch) => void
    after: (batch: Batch) => void
    onEvents: (events: readonly QueueEvent[]) => void
    onFailure: (error: Error) => void
  }) {
    this.#state = options.state
    this.#store = options.store
    this.#clock = options.clock
    this.#before = options.before
    this.#after = options.after
    this.#onEvents = options.onEvents
    this.#onFailure = options.onFailure
  }

  submit<T>(command: Command<T>): Promise<T> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    const { call, promise } = toCall(command)
    this.#waiting.push(call)
    this.wake()
    return promise
  }

  /** Looks for something to do, soon. */
  wake(): void {
    this.#asked = true
    this.#running ??= this.#run()
  }

  /** Everything that was asked so far has been answered. */
  async drain(): Promise<void> {
    await this.#running
  }

  /** Rejects what waits; what is being written settles as it ends. Later calls are rejected. */
  async stop(): Promise<void> {
    this.#fail(new QueueClosedError())
    await this.#running
  }

  async #run(): Promise<void> {
    try {
      while (this.#asked) {
        this.#asked = false
        await this.#store.gather()
        await this.#refuseWithoutRoom()
        const batch = this.#collect()
        if (batch.changes.length > 0) await this.#commit(batch)
      }
    } catch (error) {
      this.#fail(toError(error))
    } finally {
      this.#running = undefined
    }
  }

  #collect(): Batch {
    const batch = new Batch(this.#state)
    if (this.#failure !== undefined) return batch
    this.#before(batch)
    const calls = this.#waiting.splice(0, shareOf(this.#waiting))
    const later = calls.filter((call) => !batch.add(call))
    this.#waiting.unshift(...later)
    this.#asked ||= this.#waiting.length > 0
    this.#after(batch)
    return batch
  }

  async #commit(batch: Batch): Promise<void> {
    this.#asked = true
    const entry: Entry = {
      seq: this.#state.nextSeq,
      at: this.#clock.now(),
      changes: batch.changes,
    }
    try {
      await this.#store.append(entry)
    } catch (error) {
      this.#takeBack(batch, toError(error))
      return
    }
    this.#onEvents(this.#state.apply(entry))
    batch.settle()
  }

  /** On a full disk new jobs are refused, and what ends old ones is tried once more, in the room kept for it. */
  #takeBack(batch: Batch, error: Error): void {
    if (!(error instanceof StorageFullError)) {
      for (const call of batch.calls) call.reject(error)
      this.#fail(error)
      return
    }
    const again = batch.calls.filter((call) => !call.accepts && !call.retried)
    for (const call of batch.calls) {
      if (call.accepts || call.retried) call.reject(error)
    }
    this.#waiting.unshift(...again.map((call) => ({ ...call, retried: true })))
  }

  async #refuseWithoutRoom(): Promise<void> {
    if (!this.#waiting.some((call) => call.accepts)) return
    if (await this.#store.hasRoom()) return
    const refused = this.#waiting.filter((call) => call.accepts)
    this.#waiting = this.#waiting.filter((call) => !call.accepts)
    for (const call of refused) call.reject(new StorageFullError('the queue'))
  }

  #fail(error: Error): void {
    if (this.#failure !== undefined) return
    this.#failure = error
    for (const call of this.#waiting.splice(0)) call.reject(error)
    this.#onFailure(error)
  }
}

/** How many of the calls fit into one entry; at least one. */
const shareOf = (calls: readonly Call[]): number => {
  let bytes = 0
  for (const [index, call] of calls.entries()) {
    bytes += call.bytes
    if (index >= mostCalls || (bytes > mostBytes && index > 0)) return index
  }
  return calls.length
}
