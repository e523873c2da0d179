import type { Priority } from './thumbnailer.ts'

let count = 0

/** How urgent a piece of work is just now: it may become more urgent while it waits. */
export class Ticket {
  readonly signal: AbortSignal
  #priority: Priority
  #asked: number = count++

  constructor(priority: Priority, signal: AbortSignal) {
    this.#priority = priority
    this.signal = signal
  }

  get priority(): Priority {
    return this.#priority
  }

  /** Grows with every request: who asked last is most likely still looking. */
  get asked(): number {
    return this.#asked
  }

  askAgain(priority: Priority): void {
    if (priority === 'interactive') this.#priority = priority
    if (this.#priority === 'interactive') this.#asked = count++
  }
}
