import type { GalleryLogger } from '../gallery.ts'

/** Tells a gallery that was emptied from one whose disk has gone. */
export class RootGuard {
  /** Of the file system that held the root when it was last read. */
  device: number | undefined
  #isOffline = false
  readonly #logger: GalleryLogger | undefined

  constructor(logger: GalleryLogger | undefined) {
    this.#logger = logger
  }

  get isOffline(): boolean {
    return this.#isOffline
  }

  /** An empty root on another device is a mount point without its disk. */
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

  /** False when that was known already. */
  lose(): boolean {
    if (this.#isOffline) return false
    this.#isOffline = true
    this.#logger?.warn({}, 'The gallery folder is missing; it is shown again when it returns')
    return true
  }
}
