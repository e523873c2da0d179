import type { Clock } from '../options.ts'
import type { Hint } from './live.ts'

/** At most five a second for each job. */
const spacing = 200

interface Slot {
  readonly waiting: Map<Hint['type'], Hint>
  sentAt: number
}

/** Keeps the newest hint of each kind and job until it is its turn; what came before it is never sent. */
export class HintBox {
  readonly #clock: Clock
  readonly #slots = new Map<string, Slot>()
  readonly #positions = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  put(hint: Hint): void {
    if (hint.type === 'position') {
      if (this.#positions.get(hint.requestId) === hint.position) return
      this.#positions.set(hint.requestId, hint.position)
    }
    const slot = this.#slots.get(hint.requestId) ?? {
      waiting: new Map<Hint['type'], Hint>(),
      sentAt: Number.NEGATIVE_INFINITY,
    }
    slot.waiting.set(hint.type, hint)
    this.#slots.set(hint.requestId, slot)
  }

  /** The job has ended: what is left to say of it is worth nothing. */
  drop(requestId: string): void {
    this.#slots.delete(requestId)
    this.#positions.delete(requestId)
  }

  /** Those whose turn it is. */
  take(): readonly Hint[] {
    const now = this.#clock.monotonic()
    const taken: Hint[] = []
    for (const [requestId, slot] of this.#slots) {
      if (slot.waiting.size === 0) {
        if (now - slot.sentAt > 10 * spacing) this.#slots.delete(requestId)
        continue
      }
      if (now - slot.sentAt < spacing) continue
      taken.push(...slot.waiting.values())
      slot.waiting.clear()
      slot.sentAt = now
    }
    return taken
  }

  /** Milliseconds until it is somebody's turn; infinite when nothing waits. */
  dueIn(): number {
    const now = this.#clock.monotonic()
    let due = Number.POSITIVE_INFINITY
    for (const { waiting, sentAt } of this.#slots.values()) {
      if (waiting.size > 0) due = Math.min(due, Math.max(0, sentAt + spacing - now))
    }
    return due
  }
}
