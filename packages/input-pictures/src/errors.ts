const mebibyte = 2 ** 20

/** Bytes for a person: whole MiB where there is one, else bytes. */
const shown = (bytes: number): string =>
  bytes >= mebibyte ? `${Math.round((bytes / mebibyte) * 10) / 10} MiB` : `${bytes} bytes`

/** The base of every error this package throws on purpose. */
export class InputPictureError extends Error {
  override readonly name: string = 'InputPictureError'
}

/** There is not one byte. */
export class EmptyInputError extends InputPictureError {
  override readonly name = 'EmptyInputError'

  constructor() {
    super('There is nothing in it: it has 0 bytes')
  }
}

/** The bytes are no picture, video or sound that can be used, whatever their name or media type says. */
export class NotMediaError extends InputPictureError {
  override readonly name = 'NotMediaError'
  /** The thing that they are, with its article, such as `a web page`. */
  readonly found: string

  constructor(found: string) {
    super(`This is ${found}, and no picture, video or sound that can be used`)
    this.found = found
  }
}

/** The bytes begin as a picture or video does, and are not whole, or make no sense. */
export class BrokenMediaError extends InputPictureError {
  override readonly name = 'BrokenMediaError'
}

/** The input is whole, and cannot be what it is given for, as a video that is to be a mask. */
export class UnusableInputError extends InputPictureError {
  override readonly name = 'UnusableInputError'
}

/** The header announces more pixels than anything here would decode. */
export class TooManyPixelsError extends InputPictureError {
  override readonly name = 'TooManyPixelsError'

  constructor({ width, height, most }: { width: number; height: number; most: number }) {
    const millions = Math.floor(most / 1e6)
    super(
      `A picture of ${width} × ${height} pixels is too large: ${millions} megapixels are the most`,
    )
  }
}

/** One file is larger than the limit of each. */
export class InputTooLargeError extends InputPictureError {
  override readonly name = 'InputTooLargeError'
  readonly limitBytes: number

  constructor(limitBytes: number) {
    super(`It is too large: one file may have ${shown(limitBytes)}`)
    this.limitBytes = limitBytes
  }
}

/** All uploads together have reached their limit, and none of them may go yet. */
export class UploadsFullError extends InputPictureError {
  override readonly name = 'UploadsFullError'

  constructor({ usedBytes, limitBytes }: { usedBytes: number; limitBytes: number }) {
    super(
      `The uploads have ${shown(usedBytes)} of the ${shown(limitBytes)} that they may have together`,
    )
  }
}

/** The disk of the uploads is full, nearly full, read-only or away; `code` is the system's. */
export class UploadDiskError extends InputPictureError {
  override readonly name = 'UploadDiskError'
  readonly code: string

  constructor(message: string, { code, cause }: { code: string; cause?: unknown }) {
    super(message, { cause })
    this.code = code
  }
}

/** There is no such upload, or not any more. */
export class UploadNotFoundError extends InputPictureError {
  override readonly name = 'UploadNotFoundError'
  readonly id: string

  constructor(id: string) {
    super(`There is no upload ${id}`)
    this.id = id
  }
}

/** A job needs the upload, so it stays. */
export class UploadInUseError extends InputPictureError {
  override readonly name = 'UploadInUseError'

  constructor(id: string) {
    super(`A job still needs the upload ${id}`)
  }
}

/** A data URL that is none, or not in base64. */
export class InvalidDataUrlError extends InputPictureError {
  override readonly name = 'InvalidDataUrlError'
}

/** Why an address is not fetched at all. */
export type UrlRefusal =
  | 'not-https'
  | 'credentials'
  | 'host-not-listed'
  | 'port-not-listed'
  | 'private-address'
  | 'too-many-redirects'

/** An address that is not fetched, or one that it leads to. */
export class UrlRefusedError extends InputPictureError {
  override readonly name = 'UrlRefusedError'
  readonly reason: UrlRefusal

  constructor(reason: UrlRefusal, message: string) {
    super(message)
    this.reason = reason
  }
}

/** Why an address that may be fetched gave nothing. */
export type UrlFailure = 'unknown-host' | 'unreachable' | 'status' | 'timeout' | 'broken-off'

/** An address that may be fetched, and that gave nothing. */
export class UrlFailedError extends InputPictureError {
  override readonly name = 'UrlFailedError'
  readonly reason: UrlFailure

  constructor(reason: UrlFailure, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.reason = reason
  }
}
