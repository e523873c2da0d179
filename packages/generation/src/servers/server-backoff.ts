import type { Clock } from '../options.ts'

/** After this many faults in a row a server gets a pause; then one job, and a longer pause if that fails too. */
const patience = 3
/** Longest pause, as a multiple of the first. */
const longest = 12

/** Pauses a server whose last jobs failed. */
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

  /** Milliseconds left of the pause; zero when the server may get work. */
  get pauseLeft(): number {
    return Math.max(0, this.#suspectUntil - this.#clock.monotonic())
  }

  /** True while the server gets no work because one job after another failed there. */
  get isSuspect(): boolean {
    return this.pauseLeft > 0
  }

  /** The server's last failure, while it is suspect. */
  get problem(): string | undefined {
    return this.isSuspect ? this.#problem : undefined
  }

  /** Counts a job that failed there and may well succeed elsewhere. */
  faulted(problem: string): void {
    this.#faults += 1
    this.#problem = problem
    if (this.#faults < patience) return
    const factor = Math.min(2 ** (this.#faults - patience), longest)
    this.#suspectUntil = this.#clock.monotonic() + this.#pauseMs * factor
  }

  /** Clears the faults: the server made a picture, or is a new process. */
  restored(): void {
    this.#faults = 0
    this.#suspectUntil = Number.NEGATIVE_INFINITY
  }
}
