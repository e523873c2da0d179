import { join } from 'node:path'
import type { Clock } from '@darkroom/foundation'
import type { QueueFileSystem } from './file-system.ts'
import { isStorageFull, writeFully } from './write-fully.ts'

/** Milliseconds between two tries to get the space back. */
const pauseMs = 1_000
const chunk = 1024 * 1024

/**
 * A file that only takes up space. On a full disk it is deleted, so that the end of accepted jobs can still be written;
 * new jobs are refused until there is space for it again.
 */
export class Ballast {
  readonly #path: string
  readonly #fs: QueueFileSystem
  readonly #bytes: number
  readonly #clock: Clock
  readonly #warn: (message: string) => void
  #filling: Promise<void> = Promise.resolve()
  #isFreed = false
  #triedAt = Number.NEGATIVE_INFINITY

  constructor(options: {
    directory: string
    fs: QueueFileSystem
    bytes: number
    clock: Clock
    warn: (message: string) => void
  }) {
    this.#path = join(options.directory, 'ballast')
    this.#fs = options.fs
    this.#bytes = options.bytes
    this.#clock = options.clock
    this.#warn = options.warn
  }

  /** Creates the file if it is missing, in the background; if that fails, the space counts as freed. */
  open(existing: readonly string[]): void {
    if (this.#bytes === 0 || existing.includes('ballast')) return
    this.#filling = this.#fill()
  }

  async free(): Promise<void> {
    if (this.#bytes === 0) return
    await this.#filling
    this.#isFreed = true
    this.#triedAt = this.#clock.monotonic()
    await this.#fs.remove(this.#path)
  }

  async hasRoom(): Promise<boolean> {
    if (!this.#isFreed) return true
    const now = this.#clock.monotonic()
    if (now - this.#triedAt < pauseMs) return false
    this.#triedAt = now
    this.#filling = this.#fill()
    await this.#filling
    return !this.#isFreed
  }

  async close(): Promise<void> {
    await this.#filling
  }

  async #fill(): Promise<void> {
    try {
      await this.#write()
      this.#isFreed = false
    } catch (error) {
      this.#isFreed = true
      await this.#fs.remove(this.#path).catch(() => undefined)
      if (!isStorageFull(error)) this.#warn(`No room could be kept for a full disk: ${error}`)
    }
  }

  async #write(): Promise<void> {
    const file = await this.#fs.create(this.#path)
    try {
      const zeros = new Uint8Array(Math.min(chunk, this.#bytes))
      for (let position = 0; position < this.#bytes; position += zeros.length) {
        await writeFully(file, zeros, position)
      }
      await file.datasync()
    } finally {
      await file.close()
    }
  }
}
