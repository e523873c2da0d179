import { createTimeLimit } from '@darkroom/foundation'

export interface CollectLimitOptions {
  /** The time that all fetching together may take; waiting for space on the disk does not count. */
  readonly timeoutMs: number
  /** The time that is left to a picture once its job is cancelled: one that is nearly there counts. */
  readonly cancelGraceMs: number
  readonly now: () => number
}

/** How long the files of a job may be fetched: until its deadline, or a moment after it is cancelled. */
export class CollectLimit implements Disposable {
  readonly #options: CollectLimitOptions
  readonly #cancelled = new AbortController()
  #left: number
  #isExpired = false
  #grace: NodeJS.Timeout | undefined

  constructor(options: CollectLimitOptions) {
    this.#options = options
    this.#left = options.timeoutMs
  }

  /** The reason to fetch no longer, if there is one. */
  get ended(): 'cancelled' | 'timeout' | undefined {
    if (this.#cancelled.signal.aborted) return 'cancelled'
    return this.#isExpired ? 'timeout' : undefined
  }

  /** Aborts when the job was cancelled and its grace is over. */
  get cancelled(): AbortSignal {
    return this.#cancelled.signal
  }

  cancel(): void {
    this.#grace ??= setTimeout(() => this.#cancelled.abort(), this.#options.cancelGraceMs)
  }

  /** Gives all of the time again: what was fetched had no place, which is not the server's fault. */
  renew(): void {
    this.#left = this.#options.timeoutMs
  }

  /** Runs work that counts against the deadline; its signal aborts at any end. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    const { now } = this.#options
    const started = now()
    using limit = createTimeLimit(Math.max(this.#left, 0), signal, this.#cancelled.signal)
    try {
      return await work(limit.signal)
    } finally {
      this.#left -= now() - started
      this.#isExpired ||= limit.isExpired
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#grace)
  }
}
