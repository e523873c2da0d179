import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { Made, WriteFailure } from './decoder-protocol.ts'
import { absolutePath, type Place, placeOf } from './place.ts'
import type { RenderPlan } from './render-plan.ts'
import type { Settings } from './settings.ts'

/** Milliseconds that an unwritable folder is left alone. */
const retryAfterMs = 60_000

type PlaceSettings = Pick<Settings, 'clock' | 'fallbackDirectory' | 'logger' | 'root'>

/** Places for results: the proper folder, and the fallback directory when that cannot be written. */
export class WritablePlaces {
  readonly #settings: PlaceSettings
  readonly #unwritable: LRUCache<string, { readonly code: string; readonly since: number }> =
    new LRUCache({ max: 1000 })

  constructor(settings: PlaceSettings) {
    this.#settings = settings
  }

  /** All possible places of the file, the likeliest first; lazily, for the second costs a hash. */
  *candidates({ path, base }: Pick<RenderPlan, 'path' | 'base'>): Generator<Place, undefined> {
    const { fallbackDirectory, root } = this.#settings
    yield placeOf(path, root, base)
    if (fallbackDirectory === undefined) return undefined
    const folder = createHash('sha1').update(dirname(path)).digest('hex').slice(0, 20)
    yield { base: fallbackDirectory, name: join(folder, basename(path)) }
    return undefined
  }

  /** The places where the file may be written, as far as known. */
  targets(plan: Pick<RenderPlan, 'path' | 'base'>): readonly Place[] {
    const isWritable = (place: Place): boolean => !this.#isUnwritable(dirname(absolutePath(place)))
    return [...this.candidates(plan)].filter(isWritable)
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
