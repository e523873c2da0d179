import type { DeletedImage } from '../gallery.ts'
import type { FileFailure } from './file-failure.ts'
import type { TrashItem } from './trash-can.ts'

export interface ImageFile {
  readonly id: string
  readonly path: string
}

/** A text file: a sidecar as it is, without a text when it is not there yet, or as it shall be. */
export interface TextFile<T = string> {
  readonly path: string
  readonly text: T
}

/** What a thread is asked to do with the files of a group of images, in their order. */
export type FileRequest =
  | { readonly action: 'trash'; readonly images: readonly ImageFile[]; readonly nowMs: number }
  | { readonly action: 'remove'; readonly images: readonly ImageFile[] }
  /** Brings back what was trashed last under each id. */
  | { readonly action: 'restore'; readonly ids: readonly string[] }
  | {
      readonly action: 'move'
      readonly images: readonly ImageFile[]
      readonly folder: string
    }
  /** The JSON sidecars for favourite and tags. */
  | { readonly action: 'sidecars'; readonly images: readonly ImageFile[] }
  | { readonly action: 'write'; readonly files: readonly TextFile[] }
  /** The directories of the trash, or those of an id. */
  | { readonly action: 'trashed'; readonly id?: string | undefined }
  | { readonly action: 'items'; readonly directories: readonly string[] }
  /** Deletes directories of the trash for good. */
  | { readonly action: 'discard'; readonly directories: readonly string[] }
  /** Finishes or undoes what was interrupted, by whomever. */
  | { readonly action: 'settle' }

/** What became of an image: a value, none because there is no such image, or a failure that left it as it was. */
export type FileOutcome<T> = { readonly value: T | undefined } | { readonly failure: FileFailure }

export interface FileAnswers {
  readonly trash: readonly FileOutcome<DeletedImage>[]
  readonly remove: readonly FileOutcome<DeletedImage>[]
  /** The paths where they are. */
  readonly restore: readonly FileOutcome<string>[]
  readonly move: readonly FileOutcome<string>[]
  readonly sidecars: readonly FileOutcome<TextFile<string | undefined>>[]
  readonly write: readonly FileOutcome<true>[]
  readonly trashed: readonly string[]
  readonly items: readonly TrashItem[]
  readonly discard: readonly FileOutcome<true>[]
  readonly settle: { readonly settled: number; readonly failures: readonly FileFailure[] }
}
