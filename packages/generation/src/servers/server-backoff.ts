import type { Clock } from '../options.ts'

/** So many faults in a row, and a server gets a pause; then one job, and a longer pause if that fails too. */
const patience = 3
/** Times the first pause. */
const longest = 12

/** What the jobs that a server was given last say of it. */
export class ServerBackoff {
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #pauseMs: number
  #faults = 0
  #problem: string | undefined
  #suspectUntil = Number.NEGATIVE_INFINITY

  constructor(options: { clock: Pick<Clock, 'monotonic'>; pauseMs: number }) {
    this.#clock = options.clock
    this.#pauseMs = options.pauseMs
  }

  /** Milliseconds for which it shall get no work; zero when it may. */
  get pauseLeft(): number {
    return Math.max(0, this.#suspectUntil - this.#clock.monotonic())
  }

  /** It failed at one job after another, and gets none for a while. */
  get isSuspect(): boolean {
    return this.pauseLeft > 0
  }

  /** What it failed with last, while it is suspect. */
  get problem(): string | undefined {
    return this.isSuspect ? this.#problem : undefined
  }

  /** A job failed there that may well succeed elsewhere. */
  faulted(problem: string): void {
    this.#faults += 1
    this.#problem = problem
    if (this.#faults < patience) return
    const factor = Math.min(2 ** (this.#faults - patience), longest)
    this.#suspectUntil = this.#clock.monotonic() + this.#pauseMs * factor
  }

  /** It made a picture, or is another process than before. */
  restored(): void {
    this.#faults = 0
    this.#suspectUntil = Number.NEGATIVE_INFINITY
  }
}
