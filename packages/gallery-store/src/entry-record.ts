import type { ImageFacts } from './metadata-module.ts'

/** The known facts of one image, apart from its location. */
export interface FileFacts extends ImageFacts {
  /** The last part of the path. */
  readonly name: string
  /** The size in bytes. */
  readonly size: number
  readonly mtimeMs: number
  /** The time of creation: from the metadata if plausible, otherwise the older of the file's birth and modification. */
  readonly createdMs: number
  /** Whether the file ends too early and has not grown for a while. */
  readonly damaged: boolean
  /** Whether `learn` was told what its pixels hide. */
  readonly hiddenRead: boolean
}

/** The record of one image in a worker's message and in the journal. */
export interface EntryRecord extends FileFacts {
  /** A number that changes with the file or one of its sidecars. */
  readonly stamp: number
}
