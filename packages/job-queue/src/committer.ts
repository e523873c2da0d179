import { setImmediate } from 'node:timers/promises'
import type { Clock } from '@darkroom/foundation'
import { Batch } from './batch.ts'
import type { Change, Entry } from './change.ts'
import type { Basis, Call, Command } from './command.ts'
import {
  OvertakenError,
  QueueClosedError,
  StorageFullError,
  StoreUnavailableError,
  toError,
} from './errors.ts'
import type { QueueStore } from './queue-store.ts'
import type { Replica } from './replica.ts'

/** Most calls of an entry, which is one line: enough to share a sync, few enough to be written in a moment. */
const mostCalls = 512
const mostBytes = 4 * 1024 * 1024

export interface CommitterOptions {
  readonly replica: Replica
  readonly basis: Basis
  readonly store: QueueStore
  readonly clock: Clock
  /** Milliseconds that a call waits for a shared store. */
  readonly patienceMs: number
  /** The member that writes; undefined where only one process works on the queue. */
  readonly writer: () => string | undefined
  /** Adds the changes that are due by time to a batch, before the callers' calls. */
  readonly before: (batch: Batch) => void
  /** Adds leases to a batch, after the callers' calls. */
  readonly after: (batch: Batch) => void
  /** Applies a durable entry whose writing began at `begunAt`, by the monotonic clock. */
  readonly apply: (entry: Entry, begunAt: number) => void
  /** The changes of an entry, and what is to be written with them. */
  readonly complete: (changes: readonly Change[], at: number) => readonly Change[]
  readonly onFailure: (error: Error) => void
}

/**
 * Turns calls into durable entries, one entry at a time: calls that come during a write share the next entry. The state
 * only ever contains durable changes. Where another process was faster, calls are decided again on what it wrote.
 */
export class Committer {
  readonly #options: CommitterOptions
  readonly #abandoned = new WeakSet<Call<unknown>>()
  #waiting: Call<unknown>[] = []
  #running: Promise<void> | undefined
  #asked = false
  #failure: Error | undefined

  constructor(options: CommitterOptions) {
    this.#options = options
  }

  submit<T>(command: Command<T>): Promise<T> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const call: Call<T> = { ...command, retried: false, resolve, reject }
    this.#waiting.push(call)
    this.wake()
    const patience = this.#options.store.shared === undefined ? Infinity : (command.patience ?? 1)
    return patience === Infinity
      ? promise
      : this.#withPatience(call, { answer: promise, ms: patience * this.#options.patienceMs })
  }

  /** Soon starts a commit if there is something to do. */
  wake(): void {
    this.#asked = true
    this.#running ??= this.#run()
  }

  /** Resolves when all calls so far have been answered. */
  async drain(): Promise<void> {
    await this.#running
  }

  /** Rejects waiting and later calls; the entry being written still settles. */
  async stop(): Promise<void> {
    this.fail(new QueueClosedError())
    await this.#running
  }

  /** The store cannot be trusted any more. */
  fail(error: Error): void {
    if (this.#failure !== undefined) return
    this.#failure = error
    for (const call of this.#waiting.splice(0)) call.reject(error)
    this.#options.onFailure(error)
  }

  async #run(): Promise<void> {
    try {
      while (this.#asked) {
        this.#asked = false
        await this.#gather()
        await this.#refuseWithoutRoom()
        const batch = this.#collect()
        if (batch.isPending) await this.#commit(batch)
      }
    } catch (error) {
      this.fail(toError(error))
    } finally {
      this.#running = undefined
    }
  }

  /** Waits until callers that were just answered can call again, so that they share the next entry. */
  async #gather(): Promise<void> {
    if (this.#options.store.durable !== 'none') await setImmediate()
  }

  #collect(): Batch {
    const { basis, store, before, after } = this.#options
    const batch = new Batch(basis, { confirms: store.shared !== undefined })
    if (this.#failure !== undefined) return batch
    before(batch)
    const calls = this.#waiting.splice(0, shareOf(this.#waiting))
    const later = calls.filter((call) => !batch.add(call))
    this.#waiting.unshift(...later)
    this.#asked ||= this.#waiting.length > 0
    after(batch)
    return batch
  }

  async #commit(batch: Batch): Promise<void> {
    this.#asked = true
    const { store, clock, apply } = this.#options
    const entry = this.#toEntry(batch)
    const begunAt = clock.monotonic()
    try {
      if (batch.writes) await store.append(entry)
      else await store.shared?.confirm()
    } catch (error) {
      this.#takeBack(batch, toError(error))
      return
    }
    if (batch.writes) apply(entry, begunAt)
    // Before the store is asked for more, for what is durable stays so whatever it says.
    batch.settle()
    if (batch.writes) store.applied()
  }

  #toEntry({ changes, presence }: Batch): Entry {
    const { replica, clock, writer, complete } = this.#options
    const by = writer()
    const at = clock.now()
    return {
      seq: replica.state.nextSeq,
      at,
      changes: complete(changes, at),
      ...(by === undefined ? {} : { by }),
      ...(presence.length === 0 ? {} : { presence }),
    }
  }

  /** Handles a failed write: a full disk refuses new jobs, and tries other calls once more in the reserved space. */
  #takeBack(batch: Batch, error: Error): void {
    if (error instanceof OvertakenError) {
      this.#decideAgain(batch)
      return
    }
    if (!(error instanceof StorageFullError)) {
      for (const call of batch.calls) call.reject(error)
      this.fail(error)
      return
    }
    const again = batch.calls.filter(
      (call) => !call.accepts && !call.retried && !this.#abandoned.has(call),
    )
    for (const call of batch.calls) {
      if (call.accepts || call.retried) call.reject(error)
    }
    this.#waiting.unshift(...again.map((call) => ({ ...call, retried: true })))
  }

  #decideAgain({ calls }: Batch): void {
    for (const call of calls) call.retract?.()
    const again = calls.filter((call) => call.retract === undefined && !this.#abandoned.has(call))
    this.#waiting.unshift(...again)
  }

  async #withPatience<T>(
    call: Call<T>,
    { answer, ms }: { readonly answer: Promise<T>; readonly ms: number },
  ): Promise<T> {
    const disarm = this.#options.clock.schedule(ms, () => this.#abandon(call, ms))
    try {
      return await answer
    } finally {
      disarm()
    }
  }

  #abandon<T>(call: Call<T>, ms: number): void {
    const problem = this.#options.store.shared?.problem ?? `no answer within ${ms / 1000} s`
    const isWaiting = this.#waiting.some((other) => other === call)
    this.#waiting = this.#waiting.filter((other) => other !== call)
    this.#abandoned.add(call)
    call.reject(new StoreUnavailableError(problem, { mayBeStored: !isWaiting }))
  }

  async #refuseWithoutRoom(): Promise<void> {
    if (!this.#waiting.some((call) => call.accepts)) return
    if (await this.#options.store.hasRoom()) return
    const refused = this.#waiting.filter((call) => call.accepts)
    this.#waiting = this.#waiting.filter((call) => !call.accepts)
    for (const call of refused) call.reject(new StorageFullError('the queue'))
  }
}

/** How many of the calls fit into one entry; at least one. */
const shareOf = (calls: readonly Call<unknown>[]): number => {
  let bytes = 0
  for (const [index, call] of calls.entries()) {
    bytes += call.bytes ?? 0
    if (index >= mostCalls || (bytes > mostBytes && index > 0)) return index
  }
  return calls.length
}
