import { createDeferred } from './deferred.ts'
import { longestTimeout } from './longest-timeout.ts'

/** Wakes one waiter early. A wake without a waiter is kept for the next wait. */
export class Wake {
  #woken = false
  #resolve: (() => void) | undefined

  wake(): void {
    this.#woken = true
    this.#resolve?.()
  }

  /** Resolves when woken, after `ms` at the latest. Rejects with the signal's reason. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (!this.#woken) await this.#sleep(ms, signal)
    this.#woken = false
    signal.throwIfAborted()
  }

  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = createDeferred<void>()
    const timer = Number.isFinite(ms)
      ? setTimeout(() => resolve(), Math.min(Math.max(0, ms), longestTimeout))
      : undefined
    const wake = (): void => resolve()
    signal.addEventListener('abort', wake, { once: true })
    this.#resolve = wake
    try {
      await promise
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      this.#resolve = undefined
    }
  }
}
