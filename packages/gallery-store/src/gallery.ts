import type { FileHandle } from 'node:fs/promises'
import type { GalleryEntry } from './gallery-entry.ts'
import type {
  GalleryFacets,
  GalleryFilter,
  GalleryPage,
  GalleryResult,
  GalleryStatistics,
} from './gallery-query.ts'
import type { ImageDescription } from './metadata-module.ts'

/** Structurally a pino logger. */
export interface GalleryLogger {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

export interface SidecarChange {
  readonly favourite?: boolean
  readonly tags?: readonly string[]
}

export interface GalleryOptions {
  /** The folder. May be missing, and appear later. */
  readonly root: string
  /** Where the index is kept between runs; without it every start scans anew. */
  readonly cacheDirectory?: string
  /** URL of a module that exports `readImageMetadata` and `sidecarNames`; loaded by the scan workers. */
  readonly metadataModule: string
  /** Another value than at the last start makes the index anew: the parser has learnt something. Default `''`. */
  readonly metadataVersion?: string
  /** `auto` watches unless the file system gives no events. Default `auto`. */
  readonly watch?: 'auto' | 'poll' | 'none'
  /** How often a folder without events is looked at. Default 2,000. */
  readonly pollIntervalMs?: number
  /** The new text of a sidecar, from its present text; everything unknown in it preserved. `annotate` needs it. */
  readonly updateSidecar?: (text: string | undefined, change: SidecarChange) => string
  /** Default `Date`. */
  readonly clock?: { now(): number }
  readonly logger?: GalleryLogger
}

/**
 * `eventId` is `<epoch>-<sequence>`, `id` the image and `path` where it is or was; `entry` is the image as it is at
 * delivery, absent when it has gone.
 */
export interface GalleryEvent {
  readonly eventId: string
  readonly type: 'added' | 'removed' | 'changed'
  readonly id: string
  readonly path: string
  readonly entry?: GalleryEntry
}

/** An image opened for reading. The holder closes `handle`. */
export interface OpenImage extends AsyncDisposable {
  readonly entry: GalleryEntry
  readonly handle: FileHandle
  readonly size: number
  readonly mtimeMs: number
  /** From the first bytes of the file, never from its name; `application/octet-stream` when it is no image. */
  readonly contentType: string
  /** Strong, with its quotation marks. */
  readonly etag: string
}

export interface TrashedImage {
  /** The image's id while it was in the gallery. */
  readonly id: string
  /** Where it was, relative to the root. */
  readonly path: string
  readonly deletedAtMs: number
  /** Bytes of all its files. */
  readonly size: number
  /** What lies in the trash, by its former relative path: image, sidecars, thumbnails. */
  readonly files: readonly string[]
}

export interface DeletedImage {
  readonly id: string
  /** Relative to the root: image, sidecars, thumbnails. */
  readonly deletedFiles: readonly string[]
}

export interface Gallery extends AsyncDisposable {
  /** Absolute. */
  readonly root: string
  /** The number of images. */
  readonly size: number
  /** Changes whenever an image is added, changed or removed; for ETags of lists. */
  readonly generation: string
  /** The first scan is done. Everything works before, with what has been found so far. */
  ready(): Promise<void>

  query(filter?: GalleryFilter, page?: GalleryPage): GalleryResult
  statistics(filter?: GalleryFilter): GalleryStatistics
  facets(filter?: GalleryFilter): GalleryFacets
  get(id: string): GalleryEntry | undefined
  findByPath(relativePath: string): GalleryEntry | undefined
  /** The newest image of that file name, in any folder. */
  findByName(fileName: string): GalleryEntry | undefined

  /** Reads these files now and resolves when the index tells the truth about them. Gives the images among them. */
  refresh(relativePaths: readonly string[]): Promise<readonly GalleryEntry[]>
  /** Everything the image and its sidecars say, `raw` texts included. */
  metadata(id: string): Promise<ImageDescription | undefined>
  /** Never leaves the root, never follows a symbolic link. Throws `GalleryReadError` where the system refuses. */
  open(id: string): Promise<OpenImage | undefined>

  /** Moves image, sidecars and thumbnails to `.trash`. */
  trash(id: string): Promise<DeletedImage | undefined>
  /** Brings back what was trashed last under this id; beside a newcomer under its old name it gets a suffix. */
  restore(id: string): Promise<GalleryEntry | undefined>
  /** Deletes for good, from the gallery or else from the trash. */
  remove(id: string): Promise<DeletedImage | undefined>
  /** Newest first. */
  listTrash(): Promise<readonly TrashedImage[]>
  /** Deletes for good what was trashed before that long; gives how many images. */
  emptyTrash(options?: { readonly olderThanMs?: number }): Promise<number>

  /** Writes favourite and tags to the image's JSON sidecar. */
  annotate(id: string, change: SidecarChange): Promise<GalleryEntry | undefined>
  /** To another folder of the gallery, created if missing; `''` is the root. The id changes with the path. */
  move(id: string, folder: string): Promise<GalleryEntry | undefined>
  /** Groups of at least two images with the same bytes. */
  duplicates(options?: {
    readonly signal?: AbortSignal
  }): Promise<readonly (readonly GalleryEntry[])[]>

  /** The id of the newest event. */
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
