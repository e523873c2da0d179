/** Repeats work, never twice at a time. Long work makes the pauses longer. */
export class Repeater implements Disposable {
  readonly #intervalMs: number
  readonly #work: () => Promise<void>
  readonly #onError: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(intervalMs: number, work: () => Promise<void>, onError: (error: unknown) => void) {
    this.#intervalMs = intervalMs
    this.#work = work
    this.#onError = onError
    this.#schedule(intervalMs)
  }

  [Symbol.dispose](): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  #schedule(delayMs: number): void {
    if (this.#isStopped) return
    this.#timer = setTimeout(() => void this.#run(), delayMs).unref()
  }

  async #run(): Promise<void> {
    const start = performance.now()
    try {
      await this.#work()
    } catch (error) {
      if (!this.#isStopped) this.#onError(error)
    }
    this.#schedule(Math.max(this.#intervalMs, (performance.now() - start) * 10))
  }
}
