import type { Clock } from '../options.ts'

export interface Fetched<T> {
  readonly value: T
  /** True when fetching anew failed and this is the former value. */
  readonly stale: boolean
}

/** A value that is fetched when needed and older than allowed; callers that wait together share one fetch. */
export class CachedFetch<T> {
  readonly #fetch: (signal: AbortSignal) => Promise<T>
  readonly #maxAgeMs: number
  readonly #timeoutMs: number
  readonly #clock: Clock
  #held: { readonly value: T; readonly at: number } | undefined
  #fetching: Promise<T> | undefined

  constructor(options: {
    fetch: (signal: AbortSignal) => Promise<T>
    maxAgeMs: number
    timeoutMs: number
    clock: Clock
  }) {
    this.#fetch = options.fetch
    this.#maxAgeMs = options.maxAgeMs
    this.#timeoutMs = options.timeoutMs
    this.#clock = options.clock
  }

  get known(): T | undefined {
    return this.#held?.value
  }

  /** Rejects only when fetching fails and never succeeded. */
  async get({ maxAgeMs = this.#maxAgeMs }: { maxAgeMs?: number } = {}): Promise<Fetched<T>> {
    const held = this.#held
    if (held !== undefined && this.#clock.monotonic() - held.at < maxAgeMs) {
      return { value: held.value, stale: false }
    }
    try {
      return { value: await this.#refresh(), stale: false }
    } catch (error) {
      if (held === undefined) throw error
      return { value: held.value, stale: true }
    }
  }

  #refresh(): Promise<T> {
    this.#fetching ??= this.#load().finally(() => {
      this.#fetching = undefined
    })
    return this.#fetching
  }

  async #load(): Promise<T> {
    const value = await this.#fetch(AbortSignal.timeout(this.#timeoutMs))
    this.#held = { value, at: this.#clock.monotonic() }
    return value
  }
}
