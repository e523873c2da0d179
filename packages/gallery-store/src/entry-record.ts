import type { ImageFacts } from './metadata-module.ts'

/** What is known of one image, where it lies aside. */
export interface FileFacts extends ImageFacts {
  /** The last part of its path. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly mtimeMs: number
  /** When it was made: what its metadata says if sane, else the older of the file's birth and modification. */
  readonly createdMs: number
  /** The file ends too early and has not grown for a while. */
  readonly damaged: boolean
}

/** What a worker tells of one image, and what the journal keeps. */
export interface EntryRecord extends FileFacts {
  /** Changes with the file or one of its sidecars. */
  readonly stamp: number
}
