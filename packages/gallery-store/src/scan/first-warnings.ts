import type { GalleryLogger } from '../gallery.ts'

/** Logs each warning the first time only. */
export class FirstWarnings {
  readonly #logger: GalleryLogger | undefined
  readonly #given = new Set<string>()

  constructor(logger: GalleryLogger | undefined) {
    this.#logger = logger
  }

  warn(key: string, details: object, message: string): void {
    if (this.#given.has(key)) return
    this.#given.add(key)
    this.#logger?.warn(details, message)
  }
}
