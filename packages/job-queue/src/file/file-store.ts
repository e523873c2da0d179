import { setImmediate } from 'node:timers/promises'
import type { Entry } from '../change.ts'
import type { Settings } from '../driver-options.ts'
import { QueueClosedError, StorageFullError } from '../errors.ts'
import type { QueueEvent } from '../job-queue.ts'
import type { QueueState } from '../queue-state.ts'
import type { QueueStore, Recovered } from '../queue-store.ts'
import { Ballast } from './ballast.ts'
import type { FileDriverOptions } from './file-options.ts'
import type { QueueFileSystem } from './file-system.ts'
import type { Journal } from './journal.ts'
import { nodeFileSystem } from './node-file-system.ts'
import { openJournal } from './open-journal.ts'
import { capture } from './snapshot.ts'
import { isStorageFull } from './write-fully.ts'

const mebibyte = 1024 * 1024

/** Entries in an append-only journal; see the decision records 0070 to 0073. */
export class FileStore implements QueueStore {
  readonly #options: FileDriverOptions
  readonly #settings: Settings
  readonly #fs: QueueFileSystem
  readonly #ballast: Ballast
  readonly #resources = new AsyncDisposableStack()
  #journal: Journal | undefined

  constructor(options: FileDriverOptions, settings: Settings) {
    this.#options = options
    this.#settings = settings
    this.#fs = options.fs ?? nodeFileSystem
    this.#ballast = new Ballast({
      directory: options.directory,
      fs: this.#fs,
      bytes: options.ballastBytes ?? 16 * mebibyte,
      mono: () => settings.clock.monotonic(),
      warn: (message) => this.#warn(message),
    })
  }

  async open(): Promise<Recovered> {
    const { directory } = this.#options
    await this.#fs.makeDirectory(directory)
    this.#resources.defer(await this.#fs.lock(directory))
    try {
      return await this.#openLocked(directory)
    } catch (error) {
      await this.close()
      throw isStorageFull(error) ? new StorageFullError(directory, { cause: error }) : error
    }
  }

  gather(): Promise<void> {
    return setImmediate()
  }

  async append(entry: Entry): Promise<void> {
    if (this.#journal === undefined) throw new QueueClosedError()
    try {
      await this.#journal.append(entry)
    } catch (error) {
      if (error instanceof StorageFullError) await this.#ballast.free()
      throw error
    }
  }

  applied(state: QueueState, events: () => readonly QueueEvent[]): void {
    if (this.#journal?.wantsSnapshot !== true) return
    const at = this.#settings.clock.now()
    this.#journal.rotate(capture(state, { events: events(), at }))
  }

  hasRoom(): Promise<boolean> {
    return this.#ballast.hasRoom()
  }

  close(): Promise<void> {
    return this.#resources.disposeAsync()
  }

  async #openLocked(directory: string): Promise<Recovered> {
    const { compactAtLeastBytes = mebibyte, compactAtMostBytes = 16 * mebibyte } = this.#options
    const weakness = await this.#fs.weakness(directory)
    if (weakness !== undefined) this.#warn(`${directory} is on ${weakness}: jobs may not survive`)
    const names = await this.#fs.list(directory)
    const { journal, recovered } = await openJournal({
      fs: this.#fs,
      directory,
      failpoint: this.#options.failpoint,
      warn: (message) => this.#warn(message),
      compactAt: { least: compactAtLeastBytes, most: compactAtMostBytes },
      retention: this.#settings.retention,
      eventRetention: this.#settings.eventRetention,
      now: this.#settings.clock.now(),
    })
    this.#journal = journal
    this.#resources.defer(() => journal.close())
    this.#ballast.open(names)
    this.#resources.defer(() => this.#ballast.close())
    return recovered
  }

  #warn(message: string): void {
    const { onWarning = (text: string) => process.emitWarning(text, 'JobQueueWarning') } =
      this.#options
    onWarning(message)
  }
}
