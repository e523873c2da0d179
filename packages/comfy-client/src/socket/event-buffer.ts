import type { ComfyEvent } from '../comfy-event.ts'

/** Events between the socket and its one reader: bounded, and what can be missed goes first. */
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

  /** What is buffered can still be read. */
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

/** Events that may be dropped, for the next of the same type says as much. */
const ephemeralTypes: ReadonlySet<ComfyEvent['type']> = new Set([
  'preview',
  'progress',
  'progress-state',
  'logs',
  'status',
  'text',
])
