import type { Entry } from '../change.ts'
import { QueueClosedError, StorageFullError } from '../errors.ts'
import type { QueueStore, StoreContext } from '../queue-store.ts'
import { Ballast } from './ballast.ts'
import type { Failpoint } from './failpoint.ts'
import type { QueueFileSystem } from './file-system.ts'
import type { Journal } from './journal.ts'
import { nodeFileSystem } from './node-file-system.ts'
import { openJournal } from './open-journal.ts'
import { isStorageFull } from './write-fully.ts'

const mebibyte = 1024 * 1024

export interface FileStoreOptions {
  /** Created if missing. One queue at a time may have it open. */
  readonly directory: string
  /** The file system. Default: Node's. */
  readonly fs?: QueueFileSystem
  /** Bytes kept free for the end of accepted jobs when the disk is full. Default 16 MiB; 0 keeps none. */
  readonly ballastBytes?: number
  /** Least bytes between compactions. Default 1 MiB. */
  readonly compactAtLeastBytes?: number
  /** Most bytes between compactions, unless 4 times the live state is less. Default 16 MiB. */
  readonly compactAtMostBytes?: number
  /** Receives warnings about handled oddities: a torn end, a weak file system. Default: `process.emitWarning`. */
  readonly onWarning?: (message: string) => void
  /** Only for tests. */
  readonly failpoint?: Failpoint
}

/** Keeps a queue in a directory of plain files. Accepted jobs survive a power cut. */
export const createFileStore = (options: FileStoreOptions): QueueStore => new FileStore(options)

interface Opened {
  readonly context: StoreContext
  readonly journal: Journal
  readonly ballast: Ballast
}

/** A store of entries in an append-only journal; see the decision records 0070 to 0073. */
class FileStore implements QueueStore {
  readonly durable = 'fsync'
  readonly #options: FileStoreOptions
  readonly #fs: QueueFileSystem
  readonly #closers: (() => Promise<void> | void)[] = []
  #isClosed = false
  #opened: Opened | undefined

  constructor(options: FileStoreOptions) {
    this.#options = options
    this.#fs = options.fs ?? nodeFileSystem
  }

  async open(context: StoreContext): Promise<void> {
    const { directory } = this.#options
    // After the lock nothing could let go of it again.
    if (this.#isClosed) throw new QueueClosedError()
    await this.#fs.makeDirectory(directory)
    this.#closers.push(await this.#fs.lock(directory))
    try {
      await this.#openLocked(context)
    } catch (error) {
      await this.close()
      throw isStorageFull(error) ? new StorageFullError(directory, { cause: error }) : error
    }
  }

  async append(entry: Entry): Promise<void> {
    const { journal, ballast } = this.#open
    try {
      await journal.append(entry)
    } catch (error) {
      if (error instanceof StorageFullError) await ballast.free()
      throw error
    }
  }

  applied(): void {
    const { journal, context } = this.#open
    if (journal.wantsSnapshot) journal.rotate(context.snapshot())
  }

  hasRoom(): Promise<boolean> {
    return this.#open.ballast.hasRoom()
  }

  /** Closes all, the last first, also when one of them fails. */
  async close(): Promise<void> {
    this.#isClosed = true
    const closer = this.#closers.pop()
    if (closer === undefined) return
    try {
      await closer()
    } finally {
      await this.close()
    }
  }

  get #open(): Opened {
    if (this.#opened === undefined) throw new QueueClosedError()
    return this.#opened
  }

  async #openLocked(context: StoreContext): Promise<void> {
    const { directory, failpoint } = this.#options
    const {
      ballastBytes = 16 * mebibyte,
      compactAtLeastBytes: least = mebibyte,
      compactAtMostBytes: most = 16 * mebibyte,
      onWarning: warn = (text: string) => process.emitWarning(text, 'JobQueueWarning'),
    } = this.#options
    const fs = this.#fs
    const weakness = await fs.weakness(directory)
    if (weakness !== undefined) warn(`${directory} is on ${weakness}: jobs may not survive`)
    const names = await fs.list(directory)
    const journal = await openJournal(context, {
      fs,
      directory,
      failpoint,
      warn,
      compactAt: { least, most },
    })
    this.#closers.push(() => journal.close())
    const { clock } = context
    const ballast = new Ballast({ directory, fs, bytes: ballastBytes, clock, warn })
    ballast.open(names)
    this.#closers.push(() => ballast.close())
    this.#opened = { context, journal, ballast }
  }
}
