import type { ComfyError } from '@darkroom/comfy-client'
import type { Clock } from '../options.ts'
import { afterAnswer, afterFailure, type Health, unknownHealth } from './health.ts'

export interface PulseOptions {
  readonly clock: Clock
  /** Called when the server answers again, or for the first time. */
  readonly onUp: () => void
  /** Called when it counts as unreachable. */
  readonly onDown: (error: ComfyError) => void
  /** Called at the first failure after an answer. */
  readonly onSilence: () => void
}

/** A server's signs of life: answers, failures, and what its socket says. */
export class Pulse {
  readonly #options: PulseOptions
  #health: Health = unknownHealth
  #heardAt = Number.NEGATIVE_INFINITY
  #socketLostAt = Number.NEGATIVE_INFINITY
  #upSince = Number.POSITIVE_INFINITY

  constructor(options: PulseOptions) {
    this.#options = options
  }

  get health(): Health {
    return this.#health
  }

  /** The server does not answer, or not the last question, and nothing was heard of it since. */
  get isSilent(): boolean {
    const { reachable, downSince } = this.#health
    return !reachable || (downSince !== undefined && this.#heardAt <= downSince)
  }

  /** Milliseconds since the server stopped answering; zero while it answers. */
  get downFor(): number {
    return this.#since(this.#health.downSince)
  }

  /** Milliseconds for which it has refused every connection: nothing listens there. */
  get refusedFor(): number {
    return this.#since(this.#health.refusedSince)
  }

  /** True when the last answer is recent enough; not when the socket has broken since. */
  isFresh(maxAgeMs: number): boolean {
    const { lastSeen, reachable } = this.#health
    return (
      reachable &&
      lastSeen !== undefined &&
      lastSeen.steady > this.#socketLostAt &&
      this.#since(lastSeen.steady) <= maxAgeMs
    )
  }

  /** The socket has said something. */
  heard(): void {
    this.#heardAt = this.#options.clock.monotonic()
  }

  /**
   * Steady clock of the moment since which the server's process is known to be the same one, for our socket to it is
   * open; infinite while that is not known.
   */
  get upSince(): number {
    return this.#upSince
  }

  socketOpened(): void {
    this.answered()
    this.#upSince = this.#options.clock.monotonic()
  }

  socketLost(): void {
    this.#socketLostAt = this.#options.clock.monotonic()
    this.#upSince = Number.POSITIVE_INFINITY
  }

  answered(): void {
    const { clock, onUp } = this.#options
    const was = this.#health
    this.#health = afterAnswer(clock.now(), clock.monotonic())
    if (!was.reachable) onUp()
  }

  failed(error: ComfyError): void {
    const { clock, onDown, onSilence } = this.#options
    const was = this.#health
    this.#health = afterFailure(was, error, clock.monotonic())
    if (!this.#health.reachable && (was.reachable || !was.known)) onDown(error)
    else if (was.failures === 0) onSilence()
  }

  #since(moment: number | undefined): number {
    return moment === undefined ? 0 : this.#options.clock.monotonic() - moment
  }
}
