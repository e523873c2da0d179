import type { ComfyEvent } from '../comfy-event.ts'

/** A bounded buffer between the socket and its one reader, which drops expendable events first. */
export class EventBuffer implements AsyncIterator<ComfyEvent> {
  readonly #size: number
  readonly #onReturn: () => Promise<void>
  #events: ComfyEvent[] = []
  #waiting: ((result: IteratorResult<ComfyEvent, undefined>) => void)[] = []
  #isEnded = false
  #dropped = 0

  constructor({ size, onReturn }: { size: number; onReturn: () => Promise<void> }) {
    this.#size = size
    this.#onReturn = onReturn
  }

  get dropped(): number {
    return this.#dropped
  }

  push(event: ComfyEvent): void {
    if (this.#isEnded) return
    const reader = this.#waiting.shift()
    if (reader) {
      reader({ done: false, value: event })
      return
    }
    if (this.#events.length >= this.#size) this.#makeRoom()
    this.#events.push(event)
  }

  /** Ends the buffer; buffered events can still be read. */
  end(): void {
    this.#isEnded = true
    for (const reader of this.#waiting.splice(0)) reader({ done: true, value: undefined })
  }

  next(): Promise<IteratorResult<ComfyEvent, undefined>> {
    const event = this.#events.shift()
    if (event) return Promise.resolve({ done: false, value: event })
    if (this.#isEnded) return Promise.resolve({ done: true, value: undefined })
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
    })
  }

  async return(): Promise<IteratorResult<ComfyEvent, undefined>> {
    this.#events = []
    await this.#onReturn()
    return { done: true, value: undefined }
  }

  #makeRoom(): void {
    const ephemeral = this.#events.findIndex(({ type }) => ephemeralTypes.has(type))
    this.#events.splice(Math.max(ephemeral, 0), 1)
    this.#dropped += 1
  }
}

/** Events that may be dropped, since the next one of the same type has the same information. */
const ephemeralTypes: ReadonlySet<ComfyEvent['type']> = new Set([
  'preview',
  'progress',
  'progress-state',
  'logs',
  'status',
  'text',
])
