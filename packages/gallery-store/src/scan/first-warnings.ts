import type { GalleryLogger } from '../gallery.ts'

/** Logs each warning the first time only. */
export class FirstWarnings {
  readonly #logger: GalleryLogger | undefined
  readonly #given = new Set<string>()

  constructor(logger: GalleryLogger | undefined) {
    this.#logger = logger
  }

  unreadable(directory: string, code: string): void {
    this.#warn(directory, { directory, code }, 'A directory may not be read')
  }

  undecodable(directory: string, count: number): void {
    const details = { directory, count }
    this.#warn(`names of ${directory}`, details, 'Names that are no UTF-8 were skipped')
  }

  #warn(key: string, details: object, message: string): void {
    if (this.#given.has(key)) return
    this.#given.add(key)
    this.#logger?.warn(details, message)
  }
}
