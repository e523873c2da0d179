import { Wake } from './wake.ts'

export interface EventLogOptions<E> {
  /** The prefix of every id, which distinguishes the ids of one store from those of another. */
  readonly epoch: string
  /** The minimum number of newest events that can be replayed; 1 or more. */
  readonly retention: number
  /** The number of the next event. Default 1. */
  readonly nextSeq?: number
  /** Events of a former run, contiguous up to `nextSeq`. */
  readonly events?: readonly E[]
  /** Makes the error for an event that follows `id` but is no longer kept or belongs to another store. */
  readonly gap: (id: string) => Error
}

/**
 * The newest events, numbered without gap as `<epoch>-<seq>`, and their listeners. Listeners read from here, so a slow
 * one holds no memory.
 */
export class EventLog<E> {
  readonly #options: EventLogOptions<E>
  readonly #listeners = new Set<Wake>()
  #events: E[]
  #nextSeq: number
  #closed = false
  #failure: Error | undefined

  constructor(options: EventLogOptions<E>) {
    this.#options = options
    this.#nextSeq = options.nextSeq ?? 1
    this.#events = (options.events ?? []).slice(-options.retention)
  }

  get epoch(): string {
    return this.#options.epoch
  }

  get lastId(): string {
    return this.#idOf(this.#nextSeq - 1)
  }

  /** The events that can be replayed, oldest first. */
  retained(): readonly E[] {
    return this.#events.slice(-this.#options.retention)
  }

  append(events: readonly E[]): void {
    const { retention } = this.#options
    for (const event of events) this.#events.push(event)
    this.#nextSeq += events.length
    if (this.#events.length > retention * 2) {
      // Whoever has heard of all that was before hears of what came at once, too, however much it is.
      this.#events = this.#events.slice(-Math.max(retention, events.length))
    }
    this.#wakeAll()
  }

  /** Ends every stream, quietly or with `failure`. */
  close(failure?: Error): void {
    this.#closed = true
    this.#failure ??= failure
    this.#wakeAll()
  }

  /**
   * Every event after the id `after`, without gap or repeat, then live until the signal aborts, which ends it quietly.
   * Without `after`: live from the call on. `read` converts an event and its id at delivery.
   *
   * @throws the error that `gap` makes
   */
  stream<T>(
    { after, signal }: { after?: string | undefined; signal: AbortSignal },
    read: (event: E, id: string) => T,
  ): AsyncIterable<T> {
    const start = after === undefined ? this.#nextSeq : this.#seqAfter(after)
    return this.#follow(start, signal, read)
  }

  #idOf(seq: number): string {
    return `${this.#options.epoch}-${seq}`
  }

  #seqAfter(after: string): number {
    const digits = after.slice(after.lastIndexOf('-') + 1)
    const next = /^\d{1,15}$/.test(digits) ? Number(digits) + 1 : 0
    const known = after === this.#idOf(next - 1)
    if (!known || next < this.#firstSeq || next > this.#nextSeq) throw this.#options.gap(after)
    return next
  }

  get #firstSeq(): number {
    return this.#nextSeq - this.#events.length
  }

  async *#follow<T>(
    start: number,
    signal: AbortSignal,
    read: (event: E, id: string) => T,
  ): AsyncGenerator<T> {
    const wake = new Wake()
    this.#listeners.add(wake)
    try {
      for (let next = start; !signal.aborted; ) {
        if (next < this.#firstSeq) throw this.#options.gap(this.#idOf(next - 1))
        const event = this.#events[next - this.#firstSeq]
        if (event !== undefined) {
          next += 1
          yield read(event, this.#idOf(next - 1))
        } else if (this.#closed) {
          if (this.#failure !== undefined) throw this.#failure
          return
        } else {
          await wake.wait(Number.POSITIVE_INFINITY, signal).catch(() => undefined)
        }
      }
    } finally {
      this.#listeners.delete(wake)
    }
  }

  #wakeAll(): void {
    for (const wake of this.#listeners) wake.wake()
  }
}
