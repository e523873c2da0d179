import { EventGapError, type QueueError } from './errors.ts'
import type { QueueEvent } from './job-queue.ts'
import { toEventId } from './queue-event.ts'

/** The newest durable events, and everyone who listens. Listeners read from here, so a slow one holds no memory. */
export class EventLog {
  readonly #storeEpoch: string
  readonly #retention: number
  readonly #sleepers = new Set<() => void>()
  #events: QueueEvent[]
  #nextSeq: number
  #closed = false
  #failure: QueueError | undefined

  /** `events` are those of a former run, contiguous up to `nextSeq`. */
  constructor(options: {
    storeEpoch: string
    retention: number
    nextSeq: number
    events: readonly QueueEvent[]
  }) {
    this.#storeEpoch = options.storeEpoch
    this.#retention = options.retention
    this.#nextSeq = options.nextSeq
    this.#events = options.events.slice(-options.retention)
  }

  get lastId(): string {
    return toEventId(this.#storeEpoch, this.#nextSeq - 1)
  }

  /** The events that `after` can still be answered with, oldest first. */
  retained(): readonly QueueEvent[] {
    return this.#events.slice(-this.#retention)
  }

  append(events: readonly QueueEvent[]): void {
    this.#events.push(...events)
    this.#nextSeq += events.length
    if (this.#events.length > this.#retention * 2) {
      this.#events = this.#events.slice(-this.#retention)
    }
    this.#wakeAll()
  }

  /** Ends every stream: quietly, or with `failure`. */
  close(failure?: QueueError): void {
    this.#closed = true
    this.#failure ??= failure
    this.#wakeAll()
  }

  stream({ after, signal }: { after?: string; signal: AbortSignal }): AsyncIterable<QueueEvent> {
    const start = after === undefined ? this.#nextSeq : this.#seqAfter(after)
    return this.#follow(start, signal)
  }

  #seqAfter(after: string): number {
    const [epoch, digits = ''] = after.split('-')
    const next = /^\d{1,15}$/.test(digits) ? Number(digits) + 1 : 0
    const known = epoch === this.#storeEpoch && after === toEventId(this.#storeEpoch, next - 1)
    if (!known || next < this.#firstSeq || next > this.#nextSeq) throw new EventGapError(after)
    return next
  }

  get #firstSeq(): number {
    return this.#nextSeq - this.#events.length
  }

  async *#follow(start: number, signal: AbortSignal): AsyncGenerator<QueueEvent> {
    let next = start
    while (!signal.aborted) {
      if (next < this.#firstSeq) throw new EventGapError(toEventId(this.#storeEpoch, next - 1))
      const event = this.#events[next - this.#firstSeq]
      if (event !== undefined) {
        next++
        yield event
      } else if (this.#closed) {
        if (this.#failure !== undefined) throw this.#failure
        return
      } else {
        await this.#sleep(signal)
      }
    }
  }

  async #sleep(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#sleepers.add(resolve)
    const wake = (): void => resolve()
    signal.addEventListener('abort', wake, { once: true })
    try {
      await promise
    } finally {
      this.#sleepers.delete(resolve)
      signal.removeEventListener('abort', wake)
    }
  }

  #wakeAll(): void {
    for (const wake of this.#sleepers) wake()
  }
}
