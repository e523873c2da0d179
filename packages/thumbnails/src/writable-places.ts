import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { WriteFailure } from './decoder-protocol.ts'

/** How long a folder that could not be written is left alone. */
const retryAfterMs = 60_000

/** Where results may lie and be put: where they belong, and the fallback directory for when that cannot be written. */
export class WritablePlaces {
  readonly #fallback: string | undefined
  readonly #now: () => number
  readonly #unwritable: LRUCache<string, { readonly code: string; readonly since: number }> =
    new LRUCache({ max: 1000 })

  constructor({ fallback, now }: { fallback: string | undefined; now: () => number }) {
    this.#fallback = fallback
    this.#now = now
  }

  /** All places where this file may be, the likeliest first; lazily, for the second costs a hash. */
  *candidates(path: string): Generator<string, undefined> {
    yield path
    if (this.#fallback === undefined) return undefined
    const folder = createHash('sha1').update(dirname(path)).digest('hex').slice(0, 20)
    yield join(this.#fallback, folder, basename(path))
    return undefined
  }

  /** The places where it may be written, as far as we know. */
  targets(path: string): readonly string[] {
    return [...this.candidates(path)].filter((target) => !this.#isUnwritable(dirname(target)))
  }

  /** Says which of these failures are news. */
  note(failures: readonly WriteFailure[]): readonly WriteFailure[] {
    const fresh = failures.filter(({ directory }) => !this.#unwritable.has(directory))
    for (const { directory, code } of failures) {
      this.#unwritable.set(directory, { code, since: this.#now() })
    }
    return fresh
  }

  /** It could be written after all. */
  noteWritten(path: string): void {
    this.#unwritable.delete(dirname(path))
  }

  unwritable(): readonly WriteFailure[] {
    return Array.from(this.#unwritable.entries(), ([directory, { code }]) => ({ directory, code }))
  }

  #isUnwritable(directory: string): boolean {
    const known = this.#unwritable.peek(directory)
    return known !== undefined && this.#now() - known.since < retryAfterMs
  }
}
