import { DiskLowError } from '../errors.ts'
import type { Clock } from '../options.ts'
import { CachedFetch } from '../servers/cached-fetch.ts'

/** Measured space is reused for this long: a second's pictures are less than any sensible reserve. */
const maxAgeMs = 1_000
const timeoutMs = 1_000

/** Refuses new work when the disk has hardly space for the pictures of accepted jobs. */
export class FreeSpace {
  readonly #free: CachedFetch<number>
  readonly #least: number

  constructor(options: { freeBytes: () => Promise<number>; least: number; clock: Clock }) {
    this.#least = options.least
    this.#free = new CachedFetch({
      fetch: options.freeBytes,
      maxAgeMs,
      timeoutMs,
      clock: options.clock,
    })
  }

  /** @throws DiskLowError */
  async check(): Promise<void> {
    if (this.#least === 0) return
    const { value } = await this.#free.get()
    if (value < this.#least) throw new DiskLowError({ freeBytes: value, neededBytes: this.#least })
  }
}
