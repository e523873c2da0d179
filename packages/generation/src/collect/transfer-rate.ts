import { BrokenDownloadError } from './errors.ts'

/** Bytes a second. A picture of a few megabytes would take longer than any job may. */
const leastRate = 2_048

/** Watches that a download makes headway: a server that sends a byte now and then is never silent, and never done. */
export class TransferRate {
  readonly #windowMs: number
  readonly #now: () => number
  #since: number
  #bytes = 0

  /** `windowMs`: the time over which the rate is measured. */
  constructor({ windowMs, now }: { readonly windowMs: number; readonly now: () => number }) {
    this.#windowMs = windowMs
    this.#now = now
    this.#since = now()
  }

  /** @throws BrokenDownloadError */
  add(bytes: number): void {
    this.#bytes += bytes
    const elapsed = this.#now() - this.#since
    if (elapsed < this.#windowMs) return
    if (this.#bytes < (leastRate * elapsed) / 1_000) {
      throw new BrokenDownloadError(
        `It came at ${Math.ceil((this.#bytes / elapsed) * 1_000)} bytes a second`,
      )
    }
    this.#since += elapsed
    this.#bytes = 0
  }
}
