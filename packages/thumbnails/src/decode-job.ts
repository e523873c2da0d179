import type { Made, Task } from './decoder-protocol.ts'
import type { Priority } from './thumbnailer.ts'

let count = 0

/** One image that the decoder is to make: what and where to, how urgent that is just now, and how it went so far. */
export class DecodeJob {
  readonly id: number = ++count
  readonly task: Task
  /** Where the result goes: the first of these that can be written. */
  readonly targets: readonly string[]
  /** A source changed after this time (wall clock, ms) may still be being written. */
  readonly settledBefore: number
  readonly outcome: PromiseWithResolvers<Made> = Promise.withResolvers()
  /** How often the decoder died while it had this. */
  kills = 0
  /** The decoder was killed because it said nothing about this. */
  wasSilent = false
  /** False while it waits its turn inside the decoder, where huge images go one at a time. */
  isStarted = false
  startedAt = 0
  deadline: NodeJS.Timeout | undefined
  readonly #abandoned = new AbortController()
  #priority: Priority
  #asked: number = this.id

  constructor(
    task: Task,
    options: {
      readonly targets: readonly string[]
      readonly settledBefore: number
      readonly priority: Priority
    },
  ) {
    this.task = task
    this.targets = options.targets
    this.settledBefore = options.settledBefore
    this.#priority = options.priority
  }

  get priority(): Priority {
    return this.#priority
  }

  /** Grows with every request: who asked last is most likely still looking. */
  get asked(): number {
    return this.#asked
  }

  /** Aborts when nobody waits for the image any more. */
  get signal(): AbortSignal {
    return this.#abandoned.signal
  }

  askAgain(priority: Priority): void {
    if (priority === 'interactive') this.#priority = priority
    if (this.#priority === 'interactive') this.#asked = ++count
  }

  abandon(reason: unknown): void {
    this.#abandoned.abort(reason)
  }
}
