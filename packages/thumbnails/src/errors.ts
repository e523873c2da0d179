import type { Failure, FailureCode } from './decoder-protocol.ts'

/** The base of every error this package throws on purpose; aborts pass through as they are. */
export class ThumbnailError extends Error {
  override readonly name: string = 'ThumbnailError'
}

/** The bytes are not a picture, or no part of it can be shown. */
export class CorruptImageError extends ThumbnailError {
  override readonly name = 'CorruptImageError'
}

/** The file is no PNG, JPEG, WebP, GIF or AVIF, whatever its name says. */
export class UnsupportedImageError extends ThumbnailError {
  override readonly name = 'UnsupportedImageError'
}

/** The image has more pixels than the limit, or than the format asked for can hold. */
export class ImageTooLargeError extends ThumbnailError {
  override readonly name = 'ImageTooLargeError'
}

/** Decoding took longer than the time limit. */
export class ImageTimeoutError extends ThumbnailError {
  override readonly name = 'ImageTimeoutError'
}

/** The image does not exist (any more). */
export class ImageNotFoundError extends ThumbnailError {
  override readonly name = 'ImageNotFoundError'
}

/** The image exists but reading it fails: permissions, an I/O error. `cause` has the code. */
export class ImageUnreadableError extends ThumbnailError {
  override readonly name = 'ImageUnreadableError'
}

/** The file is still being written: ask again after a while. */
export class ImageIncompleteError extends ThumbnailError {
  override readonly name = 'ImageIncompleteError'
  readonly retryAfterSeconds: number = 1
}

/** The queue is full. */
export class ThumbnailerBusyError extends ThumbnailError {
  override readonly name = 'ThumbnailerBusyError'
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super(`Too many images wait to be made; ask again in ${retryAfterSeconds} s`)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The thumbnailer was disposed of. */
export class ThumbnailerClosedError extends ThumbnailError {
  override readonly name = 'ThumbnailerClosedError'

  constructor() {
    super('The thumbnailer is closed')
  }
}

/** Error classes by failure code. An image that keeps changing counts as being written. */
const failures: Readonly<Record<FailureCode, new (message: string) => ThumbnailError>> = {
  changed: ImageIncompleteError,
  incomplete: ImageIncompleteError,
  corrupt: CorruptImageError,
  'not-found': ImageNotFoundError,
  timeout: ImageTimeoutError,
  'too-large': ImageTooLargeError,
  unreadable: ImageUnreadableError,
  unsupported: UnsupportedImageError,
}

/** Turns a failure reported by the decoder into an error. */
export const toThumbnailError = ({ code, message }: Failure): ThumbnailError =>
  new failures[code](message)
