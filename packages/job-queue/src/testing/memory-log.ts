import { setImmediate } from 'node:timers/promises'
import { type Entry, OvertakenError, QueueClosedError, type QueueStore } from '../index.ts'
import type { StoreContext } from '../queue-store.ts'
import { isEntry, isSnapshotLine } from '../store-record.ts'

/** A store whose line to the log can be cut. */
export interface CuttableStore extends QueueStore {
  cut(): void
  mend(): void
}

/** A log in memory that several queues share, as a database would keep it: what is read is a copy of what was written. */
export class MemoryLog {
  readonly #snapshotEvery: number
  readonly #stores = new Set<LogStore>()
  #snapshot: readonly string[] = []
  #entries: string[] = []
  /** Number of the first entry after the snapshot. */
  #start = 0

  /** Takes a snapshot after so many entries. Default: never. */
  constructor({ snapshotEvery = Number.POSITIVE_INFINITY }: { snapshotEvery?: number } = {}) {
    this.#snapshotEvery = snapshotEvery
  }

  /** Another process' store on this log. */
  connect(): CuttableStore {
    return new LogStore(this)
  }

  /** Reads all, and says how much that was. The first who comes begins the log. */
  open(store: LogStore, { replay, snapshot }: StoreContext): number {
    if (this.#snapshot.length === 0)
      this.#snapshot = [...snapshot()].map((line) => JSON.stringify(line))
    for (const line of [...this.#snapshot, ...this.#entries]) {
      const record: unknown = JSON.parse(line)
      if (isEntry(record) || isSnapshotLine(record)) replay(record)
    }
    this.#stores.add(store)
    return this.end
  }

  get end(): number {
    return this.#start + this.#entries.length
  }

  append(entry: Entry, at: number): boolean {
    if (at !== this.end) return false
    this.#entries.push(JSON.stringify(entry))
    for (const store of this.#stores) store.notify()
    return true
  }

  after(position: number): readonly Entry[] {
    if (position < this.#start) throw new Error('Pruned')
    return this.#entries.slice(position - this.#start).map((line) => {
      const entry: unknown = JSON.parse(line)
      if (!isEntry(entry)) throw new Error(`Not an entry: ${line}`)
      return entry
    })
  }

  applied(context: StoreContext, position: number): void {
    if (position !== this.end || this.#entries.length < this.#snapshotEvery) return
    // What others have not read yet stays, in a log that starts later for those who open it.
    this.#snapshot = [...context.snapshot()].map((line) => JSON.stringify(line))
    this.#stores.forEach((store) => {
      store.catchUp()
    })
    this.#start += this.#entries.length
    this.#entries = []
  }

  tell(message: string, teller: LogStore): void {
    for (const store of this.#stores) if (store !== teller) store.hear(message)
  }

  /** All who are there now are never heard of again. */
  cutAll(): void {
    for (const store of this.#stores) store.cut()
    this.#stores.clear()
  }

  leave(store: LogStore): void {
    this.#stores.delete(store)
  }
}

class LogStore implements CuttableStore {
  readonly durable: 'process' = 'process'
  readonly shared: this = this
  readonly #log: MemoryLog
  #context: StoreContext | undefined
  #position = 0
  #turn: Promise<unknown> = Promise.resolve()
  #line = Promise.withResolvers<void>()
  #isCut = false
  #isClosed = false

  constructor(log: MemoryLog) {
    this.#log = log
    this.#line.resolve()
  }

  get problem(): string | undefined {
    return this.#isCut ? 'the line is cut' : undefined
  }

  async open(context: StoreContext): Promise<void> {
    await this.#arrive()
    this.#context = context
    this.#position = this.#log.open(this, context)
  }

  append(entry: Entry): Promise<void> {
    const position = this.#position
    return this.#inTurn(async () => {
      await this.#arrive()
      if (position === this.#position && this.#log.append(entry, position)) this.#position++
      else this.#overtaken()
    })
  }

  confirm(): Promise<void> {
    const position = this.#position
    return this.#inTurn(async () => {
      await this.#arrive()
      this.catchUp()
      if (position !== this.#position) throw new OvertakenError()
    })
  }

  tell(message: string): void {
    if (!this.#isCut) this.#log.tell(message, this)
  }

  hear(message: string): void {
    void setImmediate().then(() => {
      if (!this.#isCut && !this.#isClosed) this.#context?.told(message)
    })
  }

  applied(): void {
    if (this.#context !== undefined) this.#log.applied(this.#context, this.#position)
  }

  async hasRoom(): Promise<boolean> {
    return true
  }

  giveUp(): void {
    this.#isClosed = true
    this.mend()
  }

  async close(): Promise<void> {
    this.#log.leave(this)
  }

  cut(): void {
    if (!this.#isCut) this.#line = Promise.withResolvers()
    this.#isCut = true
  }

  mend(): void {
    this.#isCut = false
    this.#line.resolve()
    this.notify()
  }

  /** Something may be new. */
  notify(): void {
    void this.#inTurn(async () => {
      await setImmediate()
      if (!this.#isCut && !this.#isClosed) this.catchUp()
    })
  }

  /** Hands over what is new. */
  catchUp(): void {
    const entries = this.#log.after(this.#position)
    for (const entry of entries) {
      this.#position++
      this.#context?.follow(entry)
    }
  }

  #overtaken(): never {
    this.catchUp()
    throw new OvertakenError()
  }

  async #arrive(): Promise<void> {
    await setImmediate()
    await this.#line.promise
    if (this.#isClosed) throw new QueueClosedError()
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }
}
