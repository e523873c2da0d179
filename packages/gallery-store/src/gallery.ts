import type { FileHandle } from 'node:fs/promises'
import type { GalleryEntry } from './gallery-entry.ts'
import type {
  GalleryFacets,
  GalleryFilter,
  GalleryIds,
  GalleryPage,
  GalleryPrompt,
  GalleryResult,
  GallerySort,
  GalleryStatistics,
} from './gallery-query.ts'
import type { ImageDescription, ImageFacts } from './metadata-module.ts'
import type { FolderMarker } from './scan/scan-protocol.ts'

/** Structurally a pino logger. */
export interface GalleryLogger {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

export interface SidecarChange {
  readonly favourite?: boolean
  readonly tags?: readonly string[]
}

/** A change of what is said of an image. Tags that differ in case or accents only are one. */
export interface Annotation extends SidecarChange {
  /** Tags to be there as well; they come after those that are there, or after `tags`. */
  readonly addTags?: readonly string[]
  readonly removeTags?: readonly string[]
}

export interface GalleryOptions {
  /** The folder. It may be missing and appear later. */
  readonly root: string
  /** The directory for the index between runs; without it every start scans anew. */
  readonly cacheDirectory?: string
  /** URL of a module that exports `readImageMetadata` and `sidecarNames`; loaded by the scan workers. */
  readonly metadataModule: string
  /** The version of the parser; a change since the last start rebuilds the index. Default `''`. */
  readonly metadataVersion?: string
  /** `auto` watches unless the file system gives no events, `watch` and `poll` in any case. Default `auto`. */
  readonly watch?: 'auto' | 'watch' | 'poll' | 'none'
  /** The interval for looking at directories without events. Default 2,000. */
  readonly pollIntervalMs?: number
  /** The least interval for looking at every file. Default 300,000. */
  readonly sweepIntervalMs?: number
  /** The interval for finishing what other processes that share the folder left half done. Default 30,000. */
  readonly settleIntervalMs?: number
  /** The silence after which the turn of another process at changing files counts as over. Default 30,000. */
  readonly turnPatienceMs?: number
  /** Makes the new text of a sidecar from its present text and preserves unknown content. `annotate` needs it. */
  readonly updateSidecar?: (text: string | undefined, change: SidecarChange) => string
  /**
   * The file in the root that proves it to be this gallery, and its text; asked for at each reading. A root without it is
   * away: nothing is taken from it, and nothing that is known is dropped. Undefined, as by default: every folder is the gallery.
   */
  readonly marker?: () => FolderMarker | undefined
  /** Called before files are changed; its error is thrown when they cannot be. */
  readonly checkWritable?: () => Promise<void>
  /** The clock, `Date` by default. */
  readonly clock?: { now(): number }
  readonly logger?: GalleryLogger
}

/**
 * A change. `eventId` is `<epoch>-<sequence>`, `id` the image and `path` its present or former path; `entry` is the
 * image at delivery, absent when removed.
 */
export interface GalleryEvent {
  readonly eventId: string
  readonly type: 'added' | 'removed' | 'changed'
  readonly id: string
  readonly path: string
  readonly entry?: GalleryEntry
}

/** What can be hidden in the pixels of an image. */
export type HiddenFacts = Pick<ImageFacts, 'source' | 'recipe' | 'seedText'>

/** An image opened for reading. The holder closes `handle`. */
export interface OpenImage extends AsyncDisposable {
  readonly entry: GalleryEntry
  readonly handle: FileHandle
  readonly size: number
  readonly mtimeMs: number
  /** The type by the file's first bytes, never by its name; `application/octet-stream` for other files. */
  readonly contentType: string
  /** The strong ETag with its quotation marks. */
  readonly etag: string
}

export interface TrashedImage {
  /** The image's id in the gallery. */
  readonly id: string
  /** The former path, relative to the root. */
  readonly path: string
  readonly deletedAtMs: number
  /** The bytes of all its files. */
  readonly size: number
  /** The trashed files by former relative path: image, sidecars, thumbnails. */
  readonly files: readonly string[]
  /** The path of the image now, relative to the root. */
  readonly location: string
  /** The image as it was shown, under its former path. */
  readonly entry: GalleryEntry
}

export interface DeletedImage {
  readonly id: string
  /** The deleted paths relative to the root: image, sidecars, thumbnails. */
  readonly deletedFiles: readonly string[]
}

/** What became of one image of several: its value, or why it is as it was; neither when there is no such image. */
export interface ImageOutcome<T> {
  readonly id: string
  readonly value?: T | undefined
  readonly error?: unknown
}

export interface Gallery extends AsyncDisposable {
  /** The absolute path of the folder. */
  readonly root: string
  /** The number of images. */
  readonly size: number
  /** A text that changes whenever an image is added, changed or removed; for ETags of lists. */
  readonly generation: string
  /** Whether the whole folder has been read: false until the first scan has ended, and while the folder is away. */
  readonly isComplete: boolean
  /** Resolves after the first scan. Everything works before, with the images found so far. */
  ready(): Promise<void>

  query(filter?: GalleryFilter, page?: GalleryPage): GalleryResult
  /** As `query`, with ids alone: cheap for 10,000 at once, whose entries `get` gives one by one. */
  ids(filter?: GalleryFilter, page?: GalleryPage): GalleryIds
  /**
   * Resolves when lists in this order are quick. Their first use sorts all images, which at a million takes a second: here it
   * takes turns with other work.
   */
  prepareOrder(sortBy: GallerySort): Promise<void>
  statistics(filter?: GalleryFilter): GalleryStatistics
  facets(filter?: GalleryFilter): GalleryFacets
  /** The different prompts of the matching images, newest first; `limit` 1–1000, default 50. */
  prompts(filter?: GalleryFilter, limit?: number): readonly GalleryPrompt[]
  get(id: string): GalleryEntry | undefined
  /**
   * What `write` makes of an image, such as its row in an answer; kept until the image changes, up to some 8 million characters, as long
   * as it is always the same function.
   */
  textOf(id: string, write: (entry: GalleryEntry) => string): string | undefined
  findByPath(relativePath: string): GalleryEntry | undefined
  /** The newest image with that file name, in any folder. */
  findByName(fileName: string): GalleryEntry | undefined

  /** Reads these files now and resolves when the index is up to date for them. Returns the images among them. */
  refresh(relativePaths: readonly string[]): Promise<readonly GalleryEntry[]>
  /** All metadata of the image and its sidecars, including `raw` texts. */
  metadata(id: string): Promise<ImageDescription | undefined>
  /** Opens an image in the root, never through a link. Throws `GalleryReadError` when the system refuses. */
  open(id: string): Promise<OpenImage | undefined>

  /** Moves image, sidecars and thumbnails to `.trash`. */
  trash(id: string): Promise<DeletedImage | undefined>
  /** Restores the files last trashed under this id, with a suffix if the old name is taken. */
  restore(id: string): Promise<GalleryEntry | undefined>
  /** As `trash` and `restore`, for each of several at once: far quicker than one by one. One that fails does not stop the others. */
  trashMany(ids: readonly string[]): Promise<readonly ImageOutcome<DeletedImage>[]>
  restoreMany(ids: readonly string[]): Promise<readonly ImageOutcome<GalleryEntry>[]>
  /** Deletes for good, from the gallery or otherwise from the trash. */
  remove(id: string): Promise<DeletedImage | undefined>
  /** The trashed images of this id, newest first. */
  trashed(id: string): Promise<readonly TrashedImage[]>
  /** Opens a trashed image; otherwise as `open`. */
  openTrashed(image: TrashedImage): Promise<OpenImage | undefined>
  /** The trashed images, newest first. */
  listTrash(): Promise<readonly TrashedImage[]>
  /** Deletes trashed images of at least that age for good; returns the number of images. */
  emptyTrash(options?: { readonly olderThanMs?: number }): Promise<number>

  /**
   * Takes over what was found hidden in the pixels of an image, or that nothing was, unless the file has changed since.
   * It stays until the file changes.
   */
  learn(entry: GalleryEntry, found: HiddenFacts | undefined): void

  /** Writes favourite and tags to the image's JSON sidecar; one change after the other, so none is lost. */
  annotate(id: string, change: Annotation): Promise<GalleryEntry | undefined>
  /** Moves to another folder of the gallery, created if missing; `''` is the root. The id changes with the path. */
  move(id: string, folder: string): Promise<GalleryEntry | undefined>
  /** As `annotate` and `move`, for each of several at once. */
  annotateMany(
    ids: readonly string[],
    change: Annotation,
  ): Promise<readonly ImageOutcome<GalleryEntry>[]>
  moveMany(ids: readonly string[], folder: string): Promise<readonly ImageOutcome<GalleryEntry>[]>
  /** Groups of at least two images with the same bytes. */
  duplicates(options?: {
    readonly signal?: AbortSignal
  }): Promise<readonly (readonly GalleryEntry[])[]>

  lastEventId(): string
  /**
   * Every change after `after`, then live until the signal aborts, which ends it quietly. Without `after`: live only.
   * Throws `EventGapError` when `after`, or a listener that fell behind, is older than the last 10,000 changes.
   */
  events(options: {
    readonly after?: string
    readonly signal: AbortSignal
  }): AsyncIterable<GalleryEvent>
}
