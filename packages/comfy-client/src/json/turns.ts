import { setImmediate as turn } from 'node:timers/promises'

/** Milliseconds of work after which others get their turn. */
const longestWork = 10

/** Long work in slices: whoever does it asks after each piece, and waits when others have waited long enough. */
export class Turns {
  #since = performance.now()

  /** Whether the event loop has been waiting for long; then `yield` is due. */
  get isDue(): boolean {
    return performance.now() - this.#since >= longestWork
  }

  async yield(): Promise<void> {
    await turn()
    this.#since = performance.now()
  }
}
