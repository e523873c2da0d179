import type { FileRequest } from '../files/file-protocol.ts'

/** The main thread's requests to a scan worker, and their answers. Paths are relative to the root, `''` is the root. */
export type ScanRequest =
  | DirectoryRequest
  | FilesRequest
  | CheckRequest
  | { readonly kind: 'metadata'; readonly path: string }
  /** `turn` names the file of the turn in which files may be changed; `''` is none. */
  | { readonly kind: 'act'; readonly act: FileRequest; readonly turn: string }
  | DigestRequest

/** Answered by batches of records as JSON, then a `DirectoryReport`. */
export interface DirectoryRequest {
  readonly kind: 'directory'
  readonly path: string
  /** The index's entries of this directory; files with these stamps are not read again. */
  readonly known: { readonly names: readonly string[]; readonly stamps: Float64Array }
  /** The limit on images, above which the directory is not read. */
  readonly mostImages: number
}

/** Answered by a `FilesReport`. */
export interface FilesRequest {
  readonly kind: 'files'
  readonly files: readonly KnownFile[]
}

/** Answered by the indices of the directories with another modification time. */
export interface CheckRequest {
  readonly kind: 'check'
  readonly directories: readonly string[]
  readonly mtimes: Float64Array
}

/** Answered by one text for each path, `''` for a file that cannot be read. */
export interface DigestRequest {
  readonly kind: 'digest'
  readonly paths: readonly string[]
  /** First and last 64 kB, or all. */
  readonly part: 'ends' | 'whole'
}

export interface FileName {
  readonly directory: string
  readonly name: string
}

/** A file that is not read again while it has this stamp. */
export interface KnownFile extends FileName {
  readonly stamp?: number | undefined
}

/** The files of an image, by names relative to its directory. */
export interface RelatedFiles {
  readonly sidecars: readonly string[]
  readonly thumbnails: readonly string[]
  /** The JSON sidecar for favourite and tags; it may not exist yet. */
  readonly annotations: string
}

export interface RootState {
  readonly exists: boolean
  readonly device: number
  /** Whether the folder has the marker that it must have. */
  readonly isOurs: boolean
}

/** The file whose text proves a folder to be the gallery. */
export interface FolderMarker {
  /** Its name in the root. */
  readonly name: string
  readonly text: string
}

export type DirectoryReport =
  | { readonly status: 'missing'; readonly root: RootState }
  | { readonly status: 'unreadable'; readonly code: string }
  | { readonly status: 'large' }
  | {
      readonly status: 'read'
      readonly mtimeMs: number
      /** The start of reading, by the same clock as `mtimeMs` on a local disk. */
      readonly readAtMs: number
      readonly device: number
      readonly isEmpty: boolean
      /** The root after the reading; before it, it was ours. */
      readonly root: RootState
      readonly subdirectories: readonly { readonly name: string; readonly mtimeMs: number }[]
      /** Known names that no longer exist. */
      readonly missing: readonly string[]
      /** Images that are still being written. */
      readonly incomplete: readonly string[]
      readonly undecodable: number
    }

export interface FilesReport {
  /** JSON of `{ directory, record }`. */
  readonly records: string
  readonly missing: readonly FileName[]
  readonly incomplete: readonly FileName[]
  readonly directories: readonly FileName[]
  /** Directories to read as a whole, since a change in them concerns many files. */
  readonly reread: readonly string[]
  readonly root: RootState
}

export interface WorkerSettings {
  readonly root: string
  readonly metadataModule: string
}

export interface RequestMessage {
  readonly id: number
  readonly request: ScanRequest
  readonly marker: FolderMarker | undefined
}

export type ReplyMessage =
  | { readonly id: number; readonly type: 'records'; readonly json: string }
  | { readonly id: number; readonly type: 'done'; readonly result: unknown }
  | {
      readonly id: number
      readonly type: 'failed'
      readonly isModule: boolean
      readonly message: string
    }
