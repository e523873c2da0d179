import type { Failure } from './decoder-protocol.ts'
import {
  CorruptImageError,
  ImageIncompleteError,
  ImageNotFoundError,
  ImageTimeoutError,
  ImageTooLargeError,
  ImageUnreadableError,
  type ThumbnailError,
  UnsupportedImageError,
} from './errors.ts'

/** What the decoder reports, as an error. An image that keeps changing is one that is being written. */
export function toThumbnailError({ code, message }: Failure): ThumbnailError {
  switch (code) {
    case 'changed':
    case 'incomplete':
      return new ImageIncompleteError(message)
    case 'corrupt':
      return new CorruptImageError(message)
    case 'not-found':
      return new ImageNotFoundError(message)
    case 'timeout':
      return new ImageTimeoutError(message)
    case 'too-large':
      return new ImageTooLargeError(message)
    case 'unreadable':
      return new ImageUnreadableError(message)
    case 'unsupported':
      return new UnsupportedImageError(message)
  }
}
