import type { GalleryLogger } from '../gallery.ts'
import { isIgnoredName } from '../scan/names.ts'
import type { FileName } from '../scan/scan-protocol.ts'
import type { Scanner } from '../scan/scanner.ts'
import { splitPath } from '../table/join-path.ts'
import { DirectoryWatcher } from './directory-watcher.ts'
import { GentleRound } from './gentle-round.ts'
import { Repeater } from './repeater.ts'

/** The time for gathering events, since one picture causes several, which are handled together. */
const gatherMs = 8
/** The number of changed names above which a directory is read as a whole. */
const manyNames = 256
/** The events after which the folder is checked; beyond 16,384 the kernel drops some without telling Node. */
const burstEvents = 2_000
const settleMs = 500
const checkMs = 30_000

export interface ChangeWatchOptions {
  readonly root: string
  readonly mode: 'events' | 'poll' | 'none'
  readonly pollIntervalMs: number
  readonly sweepIntervalMs: number
  readonly scanner: () => Scanner
  readonly logger: GalleryLogger | undefined
}

/** Watches the folder and has changes read. */
export class ChangeWatch implements Disposable {
  readonly #options: ChangeWatchOptions
  readonly #watcher: DirectoryWatcher | undefined
  readonly #dirty = new Map<string, Set<string>>()
  readonly #timers: Disposable[] = []
  #events = 0
  #gathering: NodeJS.Timeout | undefined
  #settling: NodeJS.Timeout | undefined
  #isReading = false
  #isClosed = false

  constructor(options: ChangeWatchOptions) {
    this.#options = options
    if (options.mode === 'events') {
      this.#watcher = new DirectoryWatcher(options.root, {
        onChange: (directory, name) => this.#onChange(directory, name),
        onExhausted: (code) => this.#onExhausted(code),
      })
    }
  }

  /** Starts the periodic checks after the first scan, which do not depend on events. */
  start(): void {
    const { mode, pollIntervalMs } = this.#options
    if (this.#isClosed) return
    this.#repeat(Math.min(1_000, pollIntervalMs), async () => {
      if (this.#scanner.isOffline) this.#scanner.enqueue('')
    })
    if (mode === 'none') return
    if (mode === 'poll') this.#poll()
    else this.#repeat(checkMs, () => this.#checkAll())
    this.#repeat(this.#options.sweepIntervalMs, async () => {
      this.#scanner.sweep()
      // The next is not due before this one has ended, and has been over for ten times as long as it took.
      await this.#scanner.idle()
    })
  }

  addDirectory(directory: string): void {
    this.#watcher?.add(directory)
  }

  removeDirectory(directory: string): void {
    this.#watcher?.remove(directory)
    this.#dirty.delete(directory)
  }

  [Symbol.dispose](): void {
    this.#isClosed = true
    clearTimeout(this.#gathering)
    clearTimeout(this.#settling)
    for (const timer of this.#timers.splice(0)) timer[Symbol.dispose]()
    this.#watcher?.[Symbol.dispose]()
  }

  get #scanner(): Scanner {
    return this.#options.scanner()
  }

  #onChange(directory: string, name: string | null): void {
    this.#events += 1
    if (name === null) {
      this.#scanner.enqueue(directory)
      return
    }
    if (isIgnoredName(name)) return
    // A deleted directory reports its own name.
    if (name === splitPath(directory).name) this.#replaceWatch(directory)
    const names = this.#dirty.get(directory) ?? new Set()
    this.#dirty.set(directory, names.add(name))
    this.#gathering ??= setTimeout(() => this.#flush(), gatherMs).unref()
  }

  #replaceWatch(directory: string): void {
    this.#watcher?.remove(directory)
    this.#scanner.enqueue(directory)
  }

  #flush(): void {
    this.#gathering = undefined
    if (this.#isReading || this.#isClosed) return
    const files: FileName[] = []
    let isBurst = this.#events > burstEvents
    for (const [directory, names] of this.#dirty) {
      if (names.size > manyNames) {
        isBurst = true
        this.#scanner.enqueue(directory)
      } else {
        for (const name of names) files.push({ directory, name })
      }
    }
    this.#dirty.clear()
    this.#events = 0
    if (isBurst) this.#settle()
    else this.#settling?.refresh()
    if (files.length > 0) void this.#read(files)
  }

  async #read(files: readonly FileName[]): Promise<void> {
    this.#isReading = true
    try {
      await this.#scanner.readFiles(files)
    } catch (error) {
      if (!this.#isClosed) {
        this.#options.logger?.warn({ err: error }, 'Changed files could not be read')
        for (const { directory } of files) this.#scanner.enqueue(directory)
      }
    } finally {
      this.#isReading = false
      if (this.#dirty.size > 0 && !this.#isClosed) {
        this.#gathering ??= setTimeout(() => this.#flush(), gatherMs).unref()
      }
    }
  }

  /** Compares every directory with its last reading once it is quiet, since events may have been lost. */
  #settle(): void {
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => {
      this.#settling = undefined
      void this.#check()
    }, settleMs).unref()
  }

  async #check(): Promise<void> {
    try {
      await this.#scanner.check()
    } catch (error) {
      if (!this.#isClosed)
        this.#options.logger?.warn({ err: error }, 'Directories could not be checked')
    }
  }

  #onExhausted(code: string): void {
    const { logger } = this.#options
    logger?.warn({ code }, 'No more folders can be watched; changes are looked for by polling')
    this.#poll()
  }

  async #checkAll(): Promise<void> {
    await this.#scanner.check()
  }

  #poll(): void {
    const round = new GentleRound()
    this.#repeat(this.#options.pollIntervalMs, async () => {
      round.note(await this.#scanner.check(round.next(this.#scanner.tree.paths())))
    })
  }

  #repeat(intervalMs: number, work: () => Promise<void>): void {
    const repeater = new Repeater(intervalMs, work, (error) => {
      this.#options.logger?.warn({ err: error }, 'The gallery folder could not be checked')
    })
    this.#timers.push(repeater)
  }
}
