import { JournalPoisonedError, StorageFullError } from '../errors.ts'
import type { Failpoint } from './failpoint.ts'
import type { QueueFile } from './file-system.ts'
import { isStorageFull, writeFully } from './write-fully.ts'

/** The journal file being written. One write at a time. */
export class Segment {
  readonly path: string
  readonly number: number
  readonly snapshotBytes: number
  readonly #file: QueueFile
  readonly #failpoint: Failpoint | undefined
  #length: number

  constructor(options: {
    path: string
    number: number
    file: QueueFile
    length: number
    snapshotBytes: number
    failpoint: Failpoint | undefined
  }) {
    this.path = options.path
    this.number = options.number
    this.snapshotBytes = options.snapshotBytes
    this.#file = options.file
    this.#length = options.length
    this.#failpoint = options.failpoint
  }

  /** Bytes written since the snapshot. */
  get tailBytes(): number {
    return this.#length - this.snapshotBytes
  }

  /** Durable when it resolves. After `StorageFullError` none of it is left; after other errors nothing is sure. */
  async append(bytes: Uint8Array): Promise<void> {
    try {
      await this.#write(bytes)
    } catch (error) {
      throw isStorageFull(error) ? await this.#takeBack(error) : this.#spoil(error)
    }
    try {
      await this.#failpoint?.('journal.after-write')
      await this.#file.datasync()
      await this.#failpoint?.('journal.after-sync')
    } catch (error) {
      // Syncing again proves nothing: the kernel may have dropped the pages and report success.
      throw this.#spoil(error)
    }
    this.#length += bytes.length
  }

  async close(): Promise<void> {
    await this.#file.close()
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#failpoint === undefined) {
      await writeFully(this.#file, bytes, this.#length)
      return
    }
    const middle = bytes.length >>> 1
    await this.#failpoint('journal.before-write')
    await writeFully(this.#file, bytes.subarray(0, middle), this.#length)
    await this.#failpoint('journal.mid-write')
    await writeFully(this.#file, bytes.subarray(middle), this.#length + middle)
  }

  async #takeBack(cause: unknown): Promise<StorageFullError | JournalPoisonedError> {
    try {
      await this.#file.truncate(this.#length)
      return new StorageFullError(this.path, { cause })
    } catch (error) {
      return this.#spoil(error)
    }
  }

  #spoil(cause: unknown): JournalPoisonedError {
    return new JournalPoisonedError(this.path, { cause })
  }
}
