import { GalleryCache } from './cache/gallery-cache.ts'
import type { JournalLine } from './cache/journal.ts'
import { GalleryClosedError } from './errors.ts'
import { createEventLog } from './event-log.ts'
import { checkRelativePath } from './files/check-path.ts'
import type { FileClient } from './files/file-client.ts'
import { findDuplicates } from './files/find-duplicates.ts'
import { ImageActions, onlyOutcome } from './files/image-actions.ts'
import { LeftoverWatch } from './files/leftover-watch.ts'
import { openImage } from './files/open-image.ts'
import { TrashView } from './files/trash-view.ts'
import type {
  DeletedImage,
  Gallery,
  GalleryEvent,
  GalleryOptions,
  OpenImage,
  TrashedImage,
} from './gallery.ts'
import type { GalleryEntry } from './gallery-entry.ts'
import type { GalleryFilter, GalleryStatistics } from './gallery-query.ts'
import { imageId } from './image-id.ts'
import type { ImageDescription } from './metadata-module.ts'
import { knownImages } from './scan/known-files.ts'
import { isVisiblePath } from './scan/names.ts'
import type { ScanClient } from './scan/scan-client.ts'
import type { ScanPool } from './scan/scan-pool.ts'
import { Scanner } from './scan/scanner.ts'
import { GalleryIndex, type IndexChange } from './table/gallery-index.ts'
import { splitPath } from './table/join-path.ts'
import { learnHidden } from './table/learn-hidden.ts'
import { ChangeWatch } from './watch/change-watch.ts'
import { Retries } from './watch/retries.ts'

interface FolderGalleryOptions extends GalleryOptions {
  readonly mode: 'events' | 'poll' | 'none'
  readonly clock: { now(): number }
  readonly background: ScanPool
  readonly foreground: ScanClient
  readonly files: FileClient
}

export class FolderGallery implements Gallery {
  readonly root: string
  readonly #options: FolderGalleryOptions
  readonly #index: GalleryIndex
  readonly #scanner: Scanner
  readonly #watch: ChangeWatch
  readonly #retries: Retries
  readonly #leftovers: LeftoverWatch
  readonly #trash: TrashView
  readonly #actions: ImageActions
  readonly #events = createEventLog()
  readonly #cache: GalleryCache | undefined
  readonly #ready = Promise.withResolvers<void>()
  /** The ids of images that are being read for a caller. */
  readonly #own = new Set<string>()
  readonly #openedMs: number
  #isFirstScan: boolean
  #isClosed = false

  constructor(options: FolderGalleryOptions) {
    this.root = options.root
    this.#options = options
    this.#openedMs = options.clock.now()
    const { logger, background, foreground, files, updateSidecar } = options
    const { cacheDirectory, metadataVersion = '' } = options
    if (cacheDirectory !== undefined) {
      const { root } = options
      this.#cache = new GalleryCache({ directory: cacheDirectory, root, metadataVersion, logger })
    }
    const cached = this.#cache?.load()
    this.#index = cached?.index ?? new GalleryIndex()
    this.#isFirstScan = cached === undefined
    this.#watch = new ChangeWatch({
      root: options.root,
      mode: options.mode,
      pollIntervalMs: options.pollIntervalMs ?? 2_000,
      sweepIntervalMs: options.sweepIntervalMs ?? 5 * 60_000,
      scanner: () => this.#scanner,
      logger,
    })
    this.#leftovers = new LeftoverWatch({
      root: options.root,
      files,
      intervalMs: options.settleIntervalMs ?? 30_000,
      logger,
    })
    this.#trash = new TrashView(foreground)
    this.#actions = new ImageActions({
      files,
      updateSidecar,
      get: (id) => this.get(id),
      forget: (directory, names) => this.#scanner.forget(directory, names),
      refresh: (paths) => this.refresh(paths),
      reread: (paths) => this.#scanner.readFiles(knownImages(this.#index.table, paths)),
    })
    this.#retries = new Retries((files) => this.#scanner.readFiles(files))
    const hooks = {
      onDirectory: (directory: string): void => this.#watch.addDirectory(directory),
      onDirectoryGone: (directory: string): void => this.#watch.removeDirectory(directory),
      onIncomplete: this.#retries.add.bind(this.#retries),
      onNews: (line: JournalLine): void => this.#cache?.append(line),
      onChanges: this.#announce.bind(this),
    }
    this.#scanner = new Scanner({ index: this.#index, background, foreground, hooks, logger })
    if (cached !== undefined) this.#scanner.restore(cached.directories, cached.device)
    // The failure reaches callers that wait, but there may be none.
    this.#ready.promise.catch(() => {})
  }

  start(): void {
    void this.#firstScan()
  }

  get size(): number {
    return this.#index.table.size
  }

  get generation(): string {
    return `${this.#events.epoch}-${this.#index.version}-${this.#scanner.isComplete ? 1 : 0}`
  }

  get isComplete(): boolean {
    return this.#scanner.isComplete
  }

  ready(): Promise<void> {
    return this.#ready.promise
  }

  query: Gallery['query'] = (filter = {}, page = {}) => this.#index.query(filter, page)

  ids: Gallery['ids'] = (filter = {}, page = {}) => this.#index.ids(filter, page)

  prepareOrder: Gallery['prepareOrder'] = (sortBy) => this.#index.prepareOrder(sortBy)

  statistics(filter: GalleryFilter = {}): GalleryStatistics {
    return this.#index.statistics(filter, this.#options.clock.now())
  }

  facets: Gallery['facets'] = (filter = {}) => this.#index.facets(filter)

  prompts: Gallery['prompts'] = (filter = {}, limit = 50) => this.#index.prompts(filter, limit)

  get(id: string): GalleryEntry | undefined {
    return this.#index.get(id)
  }

  textOf: Gallery['textOf'] = (id, write) => this.#index.textOf(id, write)

  findByPath(relativePath: string): GalleryEntry | undefined {
    return this.get(imageId(relativePath))
  }

  findByName(fileName: string): GalleryEntry | undefined {
    return this.#index.findByName(fileName)
  }

  async refresh(relativePaths: readonly string[]): Promise<readonly GalleryEntry[]> {
    const files = relativePaths.map(checkRelativePath).filter(isVisiblePath).map(splitPath)
    const ids = relativePaths.map(imageId)
    for (const id of ids) this.#own.add(id)
    try {
      await this.#scanner.readFiles(files)
    } finally {
      for (const id of ids) this.#own.delete(id)
    }
    return relativePaths.flatMap((path) => this.findByPath(path) ?? [])
  }

  async metadata(id: string): Promise<ImageDescription | undefined> {
    const entry = this.get(id)
    return entry && (await this.#options.foreground.metadata(entry.path))
  }

  async open(id: string): Promise<OpenImage | undefined> {
    const entry = this.get(id)
    return entry && (await openImage(this.root, entry))
  }

  trash: Gallery['trash'] = async (id) => onlyOutcome(await this.#actions.trash([id]))

  trashMany: Gallery['trashMany'] = (ids) => this.#actions.trash(ids)

  async remove(id: string): Promise<DeletedImage | undefined> {
    if (this.get(id) === undefined) return await this.#options.files.discard(id)
    return onlyOutcome(await this.#actions.remove([id]))
  }

  restore: Gallery['restore'] = async (id) => onlyOutcome(await this.#actions.restore([id]))

  restoreMany: Gallery['restoreMany'] = (ids) => this.#actions.restore(ids)

  async trashed(id: string): Promise<readonly TrashedImage[]> {
    return await this.#trash.describe(await this.#options.files.listTrash(id))
  }

  openTrashed: Gallery['openTrashed'] = ({ entry, location }) =>
    openImage(this.root, entry, location)

  async listTrash(): Promise<readonly TrashedImage[]> {
    return await this.#trash.list(await this.#options.files.listTrash())
  }

  emptyTrash: Gallery['emptyTrash'] = ({ olderThanMs = 0 } = {}) =>
    this.#options.files.emptyTrash(olderThanMs)

  learn: Gallery['learn'] = (entry, found) => {
    const learnt = learnHidden(this.#index, entry, found)
    if (learnt === undefined) return
    this.#cache?.append(learnt.line)
    if (found !== undefined) this.#announce(learnt.changes)
  }

  annotate: Gallery['annotate'] = async (id, change) =>
    onlyOutcome(await this.#actions.annotate([id], change))

  annotateMany: Gallery['annotateMany'] = async (ids, change) =>
    await this.#actions.annotate(ids, change)

  move: Gallery['move'] = async (id, folder) => onlyOutcome(await this.#actions.move([id], folder))

  moveMany: Gallery['moveMany'] = async (ids, folder) => await this.#actions.move(ids, folder)

  duplicates: Gallery['duplicates'] = ({ signal } = {}) =>
    findDuplicates(this.#index.table, this.#options.background, signal)

  lastEventId(): string {
    return this.#events.lastId
  }

  events(options: Parameters<Gallery['events']>[0]): AsyncIterable<GalleryEvent> {
    return this.#events.stream(options, ({ type, id, path }, eventId) => {
      const entry = type === 'removed' ? undefined : this.get(id)
      return { eventId, type, id, path, ...(entry && { entry }) }
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#watch[Symbol.dispose]()
    this.#retries[Symbol.dispose]()
    this.#leftovers[Symbol.dispose]()
    this.#scanner.close()
    this.#events.close()
    this.#ready.reject(new GalleryClosedError())
    await this.#cache?.close()
    const { background, foreground } = this.#options
    await Promise.all([background[Symbol.asyncDispose](), foreground[Symbol.asyncDispose]()])
  }

  async #firstScan(): Promise<void> {
    try {
      await this.#scanner.check()
      await this.#scanner.idle()
      const isFromCache = !this.#isFirstScan
      this.#isFirstScan = false
      this.#ready.resolve()
      if (this.#isClosed) return
      this.#watch.start()
      await this.#save()
      // The sweep finds files that were overwritten in place while the gallery was closed.
      if (isFromCache) this.#scanner.sweep()
    } catch (error) {
      this.#ready.reject(error)
      if (!this.#isClosed)
        this.#options.logger?.warn({ err: error }, 'The gallery could not be read')
    }
  }

  #announce(changes: readonly IndexChange[]): void {
    if (!this.#isFirstScan) {
      this.#events.append(changes)
      void this.#save()
      return
    }
    this.#events.append(changes.filter((change) => this.#isNews(change)))
  }

  /** Whether a change is an event: older images found by a scan are not, but new, changed and removed ones are. */
  #isNews({ type, id }: IndexChange): boolean {
    if (type !== 'added' || this.#own.has(id)) return true
    return this.#index.mtimeMs(id) >= this.#openedMs
  }

  async #save(): Promise<void> {
    if (!this.#cache?.isDue(this.#index.table.size)) return
    const { tree, device } = this.#scanner
    await this.#cache.save({ index: this.#index, directories: tree.entries(), device })
  }
}
