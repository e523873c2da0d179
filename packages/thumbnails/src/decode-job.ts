import type { Made, Task } from './decoder-protocol.ts'
import type { Place } from './place.ts'
import type { Priority } from './thumbnailer.ts'

let count = 0

/** One image for the decoder to make: source and targets, its urgency just now, and what has happened so far. */
export class DecodeJob {
  readonly id: number = ++count
  readonly task: Task
  /** Places for the result: the first that can be written is used. */
  readonly targets: readonly Place[]
  /** Wall clock, ms: a source changed after this time may still be being written. */
  readonly settledBefore: number
  readonly outcome: PromiseWithResolvers<Made> = Promise.withResolvers()
  /** Times that the decoder died with this job. */
  kills = 0
  /** The decoder was killed because it was silent about this job. */
  wasSilent = false
  startedAt = 0
  deadline: NodeJS.Timeout | undefined
  /** Called when somebody asks for an image that was to be made ahead. */
  onUrgent: (() => void) | undefined
  readonly #abandoned = new AbortController()
  #priority: Priority
  #asked: number = this.id

  constructor(
    task: Task,
    options: {
      readonly targets: readonly Place[]
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

  /** Number of the newest request, larger for later ones: the last to ask is most likely still looking. */
  get asked(): number {
    return this.#asked
  }

  /** Aborts when nobody waits for the image any more. */
  get signal(): AbortSignal {
    return this.#abandoned.signal
  }

  askAgain(priority: Priority): void {
    const isNew = priority === 'interactive' && this.#priority === 'background'
    if (isNew) this.#priority = priority
    if (this.#priority === 'interactive') this.#asked = ++count
    if (isNew) this.onUrgent?.()
  }

  abandon(reason: unknown): void {
    this.#abandoned.abort(reason)
  }
}
