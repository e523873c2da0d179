/** Bytes that were sent to be used by jobs. */
export interface Upload {
  readonly id: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Path under `/api`. */
  readonly url: string
  /** Milliseconds since the epoch: when it was sent or used last. */
  readonly usedAt?: number | undefined
  /** Milliseconds since the epoch: when it goes unless it is used before. */
  readonly expiresAt?: number | undefined
}

/** Where the bytes of a picture are. */
export type PictureSource =
  | { readonly job: string; readonly index: number }
  | { readonly gallery: string }
  | { readonly upload: string }

/** Inclusive; the end may lie beyond the file. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** A file that is there; to be disposed of. */
export interface OpenFile extends AsyncDisposable {
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** Quoted, as the header has it. */
  readonly etag: string
  /** Its last segment, such as `153012_a1b2c3d4.png`. */
  readonly name: string
  /** The bytes, or a part of them; closes the file when it ends. */
  stream(range?: ByteRange): ReadableStream<Uint8Array>
  bytes(): Promise<Uint8Array>
}

export type PictureFormat = 'png' | 'jpeg' | 'webp'

export interface ConvertOptions {
  readonly format: PictureFormat
  /** 1…100 for JPEG and WebP. Default 90. */
  readonly quality?: number | undefined
  /** Pixels of the longest side, which is never made longer. Default: as it is. */
  readonly longestSide?: number | undefined
  readonly signal?: AbortSignal | undefined
}

export interface Pictures {
  /**
   * Keeps bytes that jobs may use; the same bytes are the same upload. Unused ones go after days.
   * @throws DoorError 400 for what is no picture, video or sound, 413, 507
   */
  upload(
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    options: { readonly signal: AbortSignal },
  ): Promise<Upload>
  findUpload(id: string): Promise<Upload | undefined>
  /** False when there is none of that id. @throws DoorError 409 while a job needs it */
  removeUpload(id: string): Promise<boolean>
  /** Undefined when there is no such file, or it has gone. */
  open(source: PictureSource): Promise<OpenFile | undefined>
  /** The picture in another format or smaller, upright. @throws DoorError 404, and 400 for what is no picture */
  convert(source: PictureSource, options: ConvertOptions): Promise<Uint8Array>
  /** The picture as a PNG that has the transparency of the mask, which is as large. @throws DoorError 404, and 400 for what is no picture or of another size */
  masked(
    source: PictureSource,
    mask: Uint8Array,
    options: { readonly signal: AbortSignal },
  ): Promise<Uint8Array>
  /** The texts that a picture carries of how it was made, by their keywords, such as `parameters`, `prompt`, `workflow`. */
  texts(bytes: Uint8Array): Promise<Readonly<Record<string, string>>>
}
