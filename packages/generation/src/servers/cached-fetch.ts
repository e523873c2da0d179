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
  /** Counts the times that what was known became worthless. */
  #era = 0

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

  /** The value known is not to be relied on: its source may be another by now. */
  get isExpired(): boolean {
    return this.#held?.at === Number.NEGATIVE_INFINITY
  }

  /** Has the value fetched anew when it is needed next; a fetch under way may still bring the former one. */
  expire(): void {
    this.#era += 1
    this.#fetching = undefined
    if (this.#held !== undefined) this.#held = { ...this.#held, at: Number.NEGATIVE_INFINITY }
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
    if (this.#fetching !== undefined) return this.#fetching
    const fetching = this.#load().finally(() => {
      if (this.#fetching === fetching) this.#fetching = undefined
    })
    this.#fetching = fetching
    return fetching
  }

  async #load(): Promise<T> {
    const era = this.#era
    const value = await this.#fetch(AbortSignal.timeout(this.#timeoutMs))
    const at = era === this.#era ? this.#clock.monotonic() : Number.NEGATIVE_INFINITY
    if (era === this.#era || this.#held === undefined) this.#held = { value, at }
    return value
  }
}
