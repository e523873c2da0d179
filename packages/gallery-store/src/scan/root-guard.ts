import type { GalleryLogger } from '../gallery.ts'

/** Distinguishes an emptied gallery from one with its disk removed. */
export class RootGuard {
  /** The device of the root when it was last read. */
  device: number | undefined
  #isOffline = false
  readonly #logger: GalleryLogger | undefined

  constructor(logger: GalleryLogger | undefined) {
    this.#logger = logger
  }

  get isOffline(): boolean {
    return this.#isOffline
  }

  /** Judges the root: an empty one on another device is a mount point without its disk. */
  judge(device: number, isSuddenlyEmpty: boolean): 'ours' | 'returned' | 'foreign' {
    if (isSuddenlyEmpty && this.device !== undefined && device !== this.device) {
      this.lose()
      return 'foreign'
    }
    this.device = device
    if (!this.#isOffline) return 'ours'
    this.#isOffline = false
    this.#logger?.info({}, 'The gallery folder is back')
    return 'returned'
  }

  /** Marks the root as lost; false when it already was. */
  lose(): boolean {
    if (this.#isOffline) return false
    this.#isOffline = true
    this.#logger?.warn({}, 'The gallery folder is missing; it is shown again when it returns')
    return true
  }
}
