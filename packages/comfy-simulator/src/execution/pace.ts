import { setImmediate as turn } from 'node:timers/promises'
import { pause, untilAborted } from '@darkroom/foundation'

/** The speed of sampler steps, and the gate at which a test can hold them. */
export class Pace {
  #stepsPerSecond: number
  #gate: PromiseWithResolvers<void> | undefined

  constructor(stepsPerSecond: number) {
    this.#stepsPerSecond = stepsPerSecond
  }

  set(stepsPerSecond: number): void {
    this.#stepsPerSecond = stepsPerSecond
  }

  hold(): void {
    this.#gate ??= Promise.withResolvers<void>()
  }

  release(): void {
    this.#gate?.resolve()
    this.#gate = undefined
  }

  /** Waits for the time of one step; always yields to other tasks. */
  async step(signal: AbortSignal): Promise<void> {
    if (this.#stepsPerSecond > 0) await pause(1000 / this.#stepsPerSecond, signal)
    else await turn(undefined, { signal })
    await this.gate(signal)
  }

  /** Waits until `release()` while held. */
  async gate(signal: AbortSignal): Promise<void> {
    while (this.#gate !== undefined) {
      await untilAborted(this.#gate.promise, signal)
      signal.throwIfAborted()
    }
  }
}
