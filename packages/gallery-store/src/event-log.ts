import { randomBytes } from 'node:crypto'
import { EventGapError } from './errors.ts'
import type { GalleryEvent } from './gallery.ts'
import type { GalleryEntry } from './gallery-entry.ts'
import type { IndexChange } from './table/gallery-index.ts'

/** How many changes are kept. */
const retained = 10_000

/** The last changes in order, and those who wait for the next. */
export class EventLog {
  /** Of this opening of the gallery. */
  readonly epoch: string = randomBytes(4).toString('hex')
  /** Change `n` is at `n % retained`; the first is 1. */
  readonly #changes: IndexChange[] = []
  #last = 0
  #isClosed = false
  readonly #waiting = new Set<() => void>()
  readonly #find: (id: string) => GalleryEntry | undefined

  constructor(find: (id: string) => GalleryEntry | undefined) {
    this.#find = find
  }

  lastId(): string {
    return `${this.epoch}-${this.#last}`
  }

  /** Ends all who listen. */
  close(): void {
    this.#isClosed = true
    for (const wake of this.#waiting) wake()
  }

  append(changes: readonly IndexChange[]): void {
    if (changes.length === 0) return
    for (const change of changes) {
      this.#last += 1
      this.#changes[this.#last % retained] = change
    }
    for (const wake of this.#waiting) wake()
    this.#waiting.clear()
  }

  /** Live from the call on, even when the first item is asked for later. */
  events({
    after,
    signal,
  }: {
    readonly after?: string
    readonly signal: AbortSignal
  }): AsyncIterable<GalleryEvent> {
    return this.#follow(after === undefined ? this.#last : this.#position(after), signal)
  }

  async *#follow(from: number, signal: AbortSignal): AsyncGenerator<GalleryEvent, void> {
    let wake = (): void => {}
    const onAbort = (): void => wake()
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      for (let position = from; !signal.aborted && !this.#isClosed; ) {
        if (position === this.#last) {
          const { promise, resolve } = Promise.withResolvers<void>()
          wake = resolve
          this.#waiting.add(wake)
          await promise
          this.#waiting.delete(wake)
          continue
        }
        position += 1
        yield this.#read(position)
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  #read(position: number): GalleryEvent {
    const change = this.#changes[position % retained]
    const eventId = `${this.epoch}-${position}`
    if (change === undefined || position <= this.#last - retained) throw new EventGapError(eventId)
    const { type, id, path } = change
    const entry = type === 'removed' ? undefined : this.#find(id)
    return { eventId, type, id, path, ...(entry && { entry }) }
  }

  #position(after: string): number {
    const [epoch, sequence = ''] = after.split('-')
    const position = /^\d+$/.test(sequence) ? Number(sequence) : -1
    const isKept = position >= 0 && position <= this.#last && position >= this.#last - retained
    if (epoch !== this.epoch || !isKept) throw new EventGapError(after)
    return position
  }
}
