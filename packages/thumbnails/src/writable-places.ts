import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { Made, WriteFailure } from './decoder-protocol.ts'
import type { Settings } from './settings.ts'

/** Milliseconds that an unwritable folder is left alone. */
const retryAfterMs = 60_000

/** Places for results: the proper folder, and the fallback directory when that cannot be written. */
export class WritablePlaces {
  readonly #settings: Pick<Settings, 'clock' | 'fallbackDirectory' | 'logger'>
  readonly #unwritable: LRUCache<string, { readonly code: string; readonly since: number }> =
    new LRUCache({ max: 1000 })

  constructor(settings: Pick<Settings, 'clock' | 'fallbackDirectory' | 'logger'>) {
    this.#settings = settings
  }

  /** All possible places of the file, the likeliest first; lazily, for the second costs a hash. */
  *candidates(path: string): Generator<string, undefined> {
    yield path
    const { fallbackDirectory } = this.#settings
    if (fallbackDirectory === undefined) return undefined
    const folder = createHash('sha1').update(dirname(path)).digest('hex').slice(0, 20)
    yield join(fallbackDirectory, folder, basename(path))
    return undefined
  }

  /** The places where the file may be written, as far as known. */
  targets(path: string): readonly string[] {
    return [...this.candidates(path)].filter((target) => !this.#isUnwritable(dirname(target)))
  }

  /** Learns from a write which folders can be written. */
  note({ path, writeFailures }: Pick<Made, 'path' | 'writeFailures'>): void {
    const { clock, logger } = this.#settings
    for (const { directory, code } of writeFailures) {
      if (!this.#unwritable.has(directory)) {
        logger?.warn({ directory, code }, 'Thumbnails cannot be written here and go elsewhere')
      }
      this.#unwritable.set(directory, { code, since: clock.now() })
    }
    if (path !== undefined) this.#unwritable.delete(dirname(path))
  }

  unwritable(): readonly WriteFailure[] {
    return Array.from(this.#unwritable.entries(), ([directory, { code }]) => ({ directory, code }))
  }

  #isUnwritable(directory: string): boolean {
    const known = this.#unwritable.peek(directory)
    return known !== undefined && this.#settings.clock.now() - known.since < retryAfterMs
  }
}
