import type { Clock } from '../options.ts'
import type { Hint } from '../progress/progress-board.ts'

/** Milliseconds: at most five hints a second of each kind for each job. */
const spacing = 200

interface Slot {
  /** The hint to send next; undefined when the newest was sent. */
  waiting: Hint | undefined
  sentAt: number
}

const kinds: readonly Hint['type'][] = ['progress', 'preview', 'position']

const keyOf = (requestId: string, type: Hint['type']): string => `${type} ${requestId}`

/**
 * Keeps the newest hint of each kind and job until its turn; older ones are never sent. Each kind has its own turn: a
 * preview comes just after the progress of its step, and would hold up that of the next step.
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

  /** Drops the hints of a job that has ended. */
  drop(requestId: string): void {
    for (const kind of kinds) this.#slots.delete(keyOf(requestId, kind))
    this.#positions.delete(requestId)
  }

  /** Hints whose turn it is. */
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

  /** Milliseconds until the next hint is due; infinite when nothing waits. */
  dueIn(): number {
    const now = this.#clock.monotonic()
    let due = Number.POSITIVE_INFINITY
    for (const { waiting, sentAt } of this.#slots.values()) {
      if (waiting !== undefined) due = Math.min(due, Math.max(0, sentAt + spacing - now))
    }
    return due
  }
}
