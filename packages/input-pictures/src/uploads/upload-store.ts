import type { FileHandle } from 'node:fs/promises'
import type { Clock } from '@darkroom/foundation'
import type { InputFacts } from '../look/input-facts.ts'

/** Bytes that were sent, kept by their hash. */
export interface Upload extends InputFacts {
  /** The SHA-256 of the bytes, 64 hexadecimal digits: the same bytes are the same upload. */
  readonly id: string
  readonly bytes: number
  /** Milliseconds since the epoch: when it was sent or used last. */
  readonly usedAt: number
  /** Milliseconds since the epoch: when it goes unless it is used before. */
  readonly expiresAt: number
}

export interface UploadPage {
  /** The one used last first. */
  readonly uploads: readonly Upload[]
  readonly total: number
  readonly totalBytes: number
}

export interface AddOptions {
  /** How many bytes there will be, where that is known: what is too large is then refused at once. */
  readonly expectedBytes?: number | undefined
}

export interface UploadStore extends AsyncDisposable {
  readonly limitBytes: number
  /** The most bytes of one file. */
  readonly fileLimitBytes: number
  /**
   * Keeps what comes, once it has ended without an error; until then it is no upload, whatever happens. Rejects with an
   * `InputPictureError`, or with the error of the content.
   */
  add(
    content: AsyncIterable<Uint8Array>,
    options?: AddOptions,
  ): Promise<{ readonly upload: Upload; readonly isNew: boolean }>
  /** Undefined for an id that is none, or is gone. */
  find(id: string): Promise<Upload | undefined>
  /** The upload that a server has under such a name as `serverFileName` gives; undefined for any other name, and when it is gone. */
  findNamed(fileName: string): Promise<Upload | undefined>
  /** The file, which can be read to its end even when it is removed meanwhile. The caller closes the handle. */
  open(id: string): Promise<{ readonly upload: Upload; readonly handle: FileHandle } | undefined>
  /** Where the file lies, for who reads it by its path while it is held or in use. */
  pathOf(id: string): string
  /**
   * Renews uploads, and keeps them until the answer is disposed of: time for a job to be written down, of which `inUse` tells
   * from then on. Rejects with `UploadNotFoundError` when one is not there.
   */
  hold(ids: readonly string[]): Promise<Disposable>
  list(page: { readonly offset: number; readonly limit: number }): Promise<UploadPage>
  /** Removes an upload; false when it is not there. Rejects with `UploadInUseError` while a job needs it. */
  remove(id: string): Promise<boolean>
  /** Removes what was not used for its time and what a crash left; happens by itself once an hour. */
  tidy(): Promise<void>
}

export interface UploadStoreOptions {
  /** Made when it is missing; the folder that it lies in has to be there. */
  readonly directory: string
  /** The most bytes of all uploads together. */
  readonly limitBytes: number
  /** The most bytes of one. Default: all of them. */
  readonly fileLimitBytes?: number
  /** Bytes that stay free on the disk. Default 0. */
  readonly minFreeBytes?: number
  /** Milliseconds for which an upload stays without being used. Default 7 days. */
  readonly keepMs?: number
  /** Those of the uploads that jobs need, which stay. Default: none. */
  readonly inUse?: (ids: readonly string[]) => ReadonlySet<string> | Promise<ReadonlySet<string>>
  readonly clock?: Clock
  readonly logger?: { warn(details: object, message: string): void }
}
