import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { Made, WriteFailure } from './decoder-protocol.ts'
import type { Settings } from './settings.ts'

/** How long a folder that could not be written is left alone. */
const retryAfterMs = 60_000

/** Where results may lie and be put: where they belong, and the fallback directory for when that cannot be written. */
export class WritablePlaces {
  readonly #settings: Pick<Settings, 'clock' | 'fallbackDirectory' | 'logger'>
  readonly #unwritable: LRUCache<string, { readonly code: string; readonly since: number }> =
    new LRUCache({ max: 1000 })

  constructor(settings: Pick<Settings, 'clock' | 'fallbackDirectory' | 'logger'>) {
    this.#settings = settings
  }

  /** All places where this file may be, the likeliest first; lazily, for the second costs a hash. */
  *candidates(path: string): Generator<string, undefined> {
    yield path
    const { fallbackDirectory } = this.#settings
    if (fallbackDirectory === undefined) return undefined
    const folder = createHash('sha1').update(dirname(path)).digest('hex').slice(0, 20)
    yield join(fallbackDirectory, folder, basename(path))
    return undefined
  }

  /** The places where it may be written, as far as we know. */
  targets(path: string): readonly string[] {
    return [...this.candidates(path)].filter((target) => !this.#isUnwritable(dirname(target)))
  }

  /** Learns from what was just written, or was not. */
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
