import { DiskLowError } from '../errors.ts'
import type { Clock } from '../options.ts'
import { CachedFetch } from '../servers/cached-fetch.ts'

/** A second's worth of pictures is less than any sensible reserve. */
const maxAgeMs = 1_000
const timeoutMs = 1_000

/** Keeps new work away from a disk that has hardly room for the pictures of what was accepted. */
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
