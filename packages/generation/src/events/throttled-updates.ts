import type { Clock } from '../options.ts'
import type { Hint } from '../progress/progress-board.ts'

/** At most five a second of each kind for each job. */
const spacing = 200

interface Slot {
  /** Undefined when what there was to say is said. */
  waiting: Hint | undefined
  sentAt: number
}

const kinds: readonly Hint['type'][] = ['progress', 'preview', 'position']

const keyOf = (requestId: string, type: Hint['type']): string => `${type} ${requestId}`

/**
 * Keeps the newest hint of each kind and job until it is its turn; what came before it is never sent. Kinds do not wait
 * for one another: a preview comes just after the progress of its step, and would hold up the next step's.
 */
export class ThrottledUpdates {
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
    const key = keyOf(hint.requestId, hint.type)
    const slot = this.#slots.get(key) ?? { waiting: undefined, sentAt: Number.NEGATIVE_INFINITY }
    slot.waiting = hint
    this.#slots.set(key, slot)
  }

  /** The job has ended: what is left to say of it is worth nothing. */
  drop(requestId: string): void {
    for (const kind of kinds) this.#slots.delete(keyOf(requestId, kind))
    this.#positions.delete(requestId)
  }

  /** Those whose turn it is. */
  take(): readonly Hint[] {
    const now = this.#clock.monotonic()
    const taken: Hint[] = []
    for (const [key, slot] of this.#slots) {
      if (slot.waiting === undefined) {
        if (now - slot.sentAt > 10 * spacing) this.#slots.delete(key)
        continue
      }
      if (now - slot.sentAt < spacing) continue
      taken.push(slot.waiting)
      slot.waiting = undefined
      slot.sentAt = now
    }
    return taken
  }

  /** Milliseconds until it is somebody's turn; infinite when nothing waits. */
  dueIn(): number {
    const now = this.#clock.monotonic()
    let due = Number.POSITIVE_INFINITY
    for (const { waiting, sentAt } of this.#slots.values()) {
      if (waiting !== undefined) due = Math.min(due, Math.max(0, sentAt + spacing - now))
    }
    return due
  }
}
