import { join } from 'node:path'
import type { QueueFileSystem } from './file-system.ts'
import { isStorageFull, writeFully } from './write-fully.ts'

/** Wait this long between two tries to get the room back. */
const pauseMs = 1_000
const chunk = 1024 * 1024

/**
 * A file that only takes up room. When the disk is full it is deleted, so that the end of accepted jobs can still be
 * written; new jobs are refused until there is room for it again.
 */
export class Ballast {
  readonly #path: string
  readonly #fs: QueueFileSystem
  readonly #bytes: number
  readonly #mono: () => number
  #isFreed = false
  #triedAt = Number.NEGATIVE_INFINITY

  constructor(options: {
    directory: string
    fs: QueueFileSystem
    bytes: number
    mono: () => number
  }) {
    this.#path = join(options.directory, 'ballast')
    this.#fs = options.fs
    this.#bytes = options.bytes
    this.#mono = options.mono
  }

  /** Makes sure it is there; when it cannot be, the queue starts as if it had just been freed. */
  async open(existing: readonly string[]): Promise<void> {
    this.#isFreed = this.#bytes > 0 && !existing.includes('ballast') && !(await this.#fill())
  }

  async free(): Promise<void> {
    if (this.#bytes === 0) return
    this.#isFreed = true
    this.#triedAt = this.#mono()
    await this.#fs.remove(this.#path)
  }

  async hasRoom(): Promise<boolean> {
    if (!this.#isFreed) return true
    const now = this.#mono()
    if (now - this.#triedAt < pauseMs) return false
    this.#triedAt = now
    this.#isFreed = !(await this.#fill())
    return !this.#isFreed
  }

  async #fill(): Promise<boolean> {
    const file = await this.#fs.create(this.#path)
    try {
      const zeros = new Uint8Array(Math.min(chunk, this.#bytes))
      for (let position = 0; position < this.#bytes; position += zeros.length) {
        await writeFully(file, zeros, position)
      }
      await file.datasync()
      await file.close()
      return true
    } catch (error) {
      await file.close()
      await this.#fs.remove(this.#path)
      if (isStorageFull(error)) return false
      throw error
    }
  }
}
