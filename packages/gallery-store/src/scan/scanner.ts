import type { EntryRecord } from '../entry-record.ts'
import { inGroups } from '../files/in-groups.ts'
import { joinPath } from '../table/join-path.ts'
import { askDirectory } from './ask-directory.ts'
import { changedDirectories } from './changed-directories.ts'
import { DirectoryQueue } from './directory-queue.ts'
import { DirectoryTree } from './directory-tree.ts'
import { Fences } from './fences.ts'
import { FirstWarnings } from './first-warnings.ts'
import { foundRecords } from './found-records.ts'
import { knownFiles } from './known-files.ts'
import { RootGuard } from './root-guard.ts'
import type {
  DirectoryReport,
  FileName,
  FilesReport,
  FilesRequest,
  RootState,
} from './scan-protocol.ts'
import type { ScannerOptions } from './scanner-options.ts'
import { settledTime } from './settled-time.ts'

/** How many changed files are read, and taken in one turn, at a time. */
const filesAtOnce = 100
/** The priority of sweeps, below every known change. */
const sweepPriority = -1e15

/** Updates the index from the folder, by directories and by files. */
export class Scanner {
  readonly #options: ScannerOptions
  readonly #queue = new DirectoryQueue()
  readonly #reading = new Set<string>()
  readonly #fences = new Fences()
  readonly #tree = new DirectoryTree()
  readonly #warnings: FirstWarnings
  #idle: PromiseWithResolvers<void> | undefined
  readonly #guard: RootGuard
  #isClosed = false
  #isChecked = false
  #isComplete = false

  constructor(options: ScannerOptions) {
    this.#options = options
    this.#guard = new RootGuard(options.logger)
    this.#warnings = new FirstWarnings(options.logger)
  }

  /** Whether the root is gone, is another folder, or is suddenly empty on another device; the index is then kept. */
  get isOffline(): boolean {
    return this.#guard.isOffline
  }

  /** Whether all of the folder has been read since the start, or since it came back. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  get device(): number | undefined {
    return this.#guard.device
  }

  get tree(): DirectoryTree {
    return this.#tree
  }

  /** Restores the state of a snapshot. */
  restore(directories: Iterable<readonly [string, number]>, device: number | undefined): void {
    for (const [directory, mtimeMs] of directories) this.#tree.set(directory, mtimeMs)
    this.#guard.device = device
  }

  /** Has a directory read soon, with new ones below it. */
  enqueue(directory: string, priority: number = Number.MAX_SAFE_INTEGER): void {
    if (this.#isClosed) return
    this.#queue.add(directory, priority)
    this.#pump()
  }

  /** Resolves when nothing waits to be read. */
  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve()
    this.#idle ??= Promise.withResolvers<void>()
    return this.#idle.promise
  }

  /** Has the directories read that have changed, of these or of all, and returns them. */
  async check(
    directories: readonly string[] = ['', ...this.#tree.paths()],
  ): Promise<readonly string[]> {
    const { foreground } = this.#options
    const looked = [...new Set(directories)]
    const changed = await changedDirectories(looked, { tree: this.#tree, reader: foreground })
    for (const directory of changed) this.enqueue(directory)
    this.#isChecked = true
    this.#pump()
    return changed
  }

  /** Checks every file of every directory in the background. */
  sweep(): void {
    for (const [directory, mtimeMs] of this.#tree.entries()) {
      this.enqueue(directory, sweepPriority + (mtimeMs || 0))
    }
  }

  async readFiles(files: FilesRequest['files']): Promise<void> {
    for (const group of inGroups(files, filesAtOnce)) await this.#readGroup(group)
  }

  async #readGroup(files: FilesRequest['files']): Promise<void> {
    const request = this.#fences.begin()
    try {
      const report = await this.#options.foreground.files({ kind: 'files', files })
      this.#takeFiles(report, request)
    } finally {
      this.#fences.end(request)
    }
  }

  /** Removes files that we moved away, whatever answers are still in flight. */
  forget(directory: string, names: readonly string[]): void {
    for (const name of names) this.#fences.raise(joinPath(directory, name))
    this.#apply(directory, [], names)
  }

  close(): void {
    this.#isClosed = true
    this.#queue.clear()
    this.#idle?.resolve()
  }

  #isIdle(): boolean {
    return this.#queue.size === 0 && this.#reading.size === 0
  }

  #pump(): void {
    while (this.#reading.size < this.#options.background.capacity) {
      const directory = this.#queue.take((each) => !this.#reading.has(each))
      if (directory === undefined) break
      this.#reading.add(directory)
      void this.#read(directory)
    }
    if (!this.#isIdle()) return
    if (this.#isChecked && !this.isOffline) this.#isComplete = true
    this.#idle?.resolve()
    this.#idle = undefined
  }

  async #read(directory: string): Promise<void> {
    const { background, hooks, logger } = this.#options
    const request = this.#fences.begin()
    try {
      hooks.onDirectory(directory)
      const wanted = { path: directory, known: knownFiles(this.#options.index.table, directory) }
      const report = await askDirectory(this.#options, wanted, {
        areFew: this.#reading.size + this.#queue.size <= background.capacity,
        onRecords: (records) =>
          this.#apply(directory, this.#fences.current(directory, records, request), []),
      })
      this.#takeDirectory(directory, report, request)
    } catch (error) {
      if (!this.#isClosed) logger?.warn({ err: error, directory }, 'A directory could not be read')
    } finally {
      this.#fences.end(request)
      this.#reading.delete(directory)
      this.#pump()
    }
  }

  #takeDirectory(directory: string, report: DirectoryReport, request: number): void {
    if (this.#isClosed) return
    switch (report.status) {
      case 'missing':
        this.#takeMissing(directory, report.root)
        return
      case 'large':
        return
      case 'unreadable':
        this.#warnings.unreadable(directory, report.code)
        return
      case 'read':
        if (!report.root.isOurs) this.#setOffline()
        else if (directory !== '' || this.#isRootOurs(report.device, report.isEmpty)) {
          this.#takeListing(directory, report, request)
        }
    }
  }

  #takeListing(
    directory: string,
    report: Extract<DirectoryReport, { status: 'read' }>,
    request: number,
  ): void {
    const { hooks } = this.#options
    const gone = report.missing.filter(
      (name) => !this.#fences.isStale(joinPath(directory, name), request),
    )
    this.#apply(directory, [], gone)
    this.#takeSubdirectories(directory, report.subdirectories)
    if (report.incomplete.length > 0) {
      hooks.onIncomplete(report.incomplete.map((name) => ({ directory, name })))
    }
    if (report.undecodable > 0) this.#warnings.undecodable(directory, report.undecodable)
    const mtimeMs = settledTime(report)
    const isNews = !this.#tree.has(directory) || !Object.is(this.#tree.mtimeMs(directory), mtimeMs)
    this.#tree.set(directory, mtimeMs)
    if (isNews) {
      const noted = Number.isNaN(mtimeMs) ? null : mtimeMs
      hooks.onNews({ settled: directory, mtimeMs: noted })
    }
  }

  #takeSubdirectories(
    directory: string,
    subdirectories: readonly { readonly name: string; readonly mtimeMs: number }[],
  ): void {
    const present = new Set<string>()
    for (const { name, mtimeMs } of subdirectories) {
      const path = joinPath(directory, name)
      present.add(path)
      if (!this.#tree.has(path)) this.enqueue(path, mtimeMs)
    }
    for (const known of this.#tree.children(directory)) {
      // The directory is gone or was made anew; reading shows which.
      if (!present.has(known)) this.enqueue(known)
    }
  }

  #takeMissing(directory: string, root: RootState): void {
    if (!root.isOurs) this.#setOffline()
    else if (directory !== '') this.#removeDirectory(directory)
  }

  #takeFiles(report: FilesReport, request: number): void {
    if (this.#isClosed) return
    if (!report.root.isOurs) {
      this.#setOffline()
      return
    }
    const { hooks } = this.#options
    for (const [directory, records] of foundRecords(report)) {
      const current = this.#fences.current(directory, records, request)
      for (const { name } of current) this.#fences.raise(joinPath(directory, name), request)
      this.#apply(directory, current, [])
      if (!this.#tree.has(directory)) this.enqueue(directory)
    }
    for (const file of report.missing) this.#takeMissingFile(file, request)
    for (const { directory, name } of report.directories) {
      // The directory may be a new one with an old name, which the old watch does not see.
      hooks.onDirectoryGone(joinPath(directory, name))
      this.enqueue(joinPath(directory, name))
    }
    for (const directory of report.reread) this.enqueue(directory)
    if (report.incomplete.length > 0) hooks.onIncomplete(report.incomplete)
  }

  #takeMissingFile({ directory, name }: FileName, request: number): void {
    const path = joinPath(directory, name)
    if (this.#fences.isStale(path, request)) return
    this.#fences.raise(path, request)
    this.#apply(directory, [], [name])
    if (this.#tree.has(path)) this.#removeDirectory(path)
  }

  #removeDirectory(directory: string): void {
    const { index, hooks } = this.#options
    for (const known of [...this.#tree.subtree(directory)]) {
      this.#tree.delete(known)
      hooks.onDirectoryGone(known)
      const names = Array.from(index.table.slotsIn(known), (slot) => index.table.nameOf(slot))
      this.#apply(known, [], names)
      hooks.onNews({ gone: known })
    }
  }

  #apply(directory: string, records: readonly EntryRecord[], removed: readonly string[]): void {
    if (this.#isClosed || (records.length === 0 && removed.length === 0)) return
    const changes = this.#options.index.apply(directory, records, removed)
    if (changes.length === 0) return
    this.#options.hooks.onNews({ directory, records, removed })
    this.#options.hooks.onChanges(changes)
  }

  #isRootOurs(device: number, isEmpty: boolean): boolean {
    const verdict = this.#guard.judge(device, isEmpty && this.#options.index.table.size > 0)
    if (verdict === 'returned') for (const each of this.#tree.paths()) this.enqueue(each)
    return verdict !== 'foreign'
  }

  #setOffline(): void {
    if (!this.#guard.lose()) return
    this.#isComplete = false
    for (const directory of this.#tree.paths()) this.#options.hooks.onDirectoryGone(directory)
  }
}
