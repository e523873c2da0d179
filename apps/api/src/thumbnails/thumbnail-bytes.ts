import {
  CorruptImageError,
  ImageIncompleteError,
  ImageTimeoutError,
  ImageTooLargeError,
  ImageUnreadableError,
  placeholderThumbnail,
  type SourceState,
  type Thumbnailer,
  type ThumbnailFormat,
  type ThumbnailSize,
  UnsupportedImageError,
} from '@darkroom/thumbnails'
import type { Logger } from 'pino'

export interface ThumbnailServices {
  readonly thumbnailer: Thumbnailer
  readonly log: Logger
}

interface ThumbnailBytes {
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly etag: string
  readonly isPlaceholder: boolean
  /** Seconds after which it is worth asking again, while the image is being written. */
  readonly retryAfter?: number
}

const isUnusable = (error: unknown): error is Error =>
  error instanceof CorruptImageError ||
  error instanceof ImageIncompleteError ||
  error instanceof ImageTimeoutError ||
  error instanceof ImageTooLargeError ||
  error instanceof ImageUnreadableError ||
  error instanceof UnsupportedImageError

/** The thumbnail, or a placeholder and a warning in the log where the image cannot be shown. */
export async function thumbnailBytes(
  { thumbnailer, log }: ThumbnailServices,
  {
    path,
    client,
    ...wanted
  }: {
    path: string
    size: ThumbnailSize
    format: ThumbnailFormat
    source: SourceState
    /** Read only if there is something to wait for: a request creates its signal on demand, at some cost. */
    client: { readonly signal: AbortSignal }
  },
): Promise<ThumbnailBytes> {
  try {
    const made = await thumbnailer.read({ path, ...wanted }, client)
    return { ...made, isPlaceholder: false }
  } catch (error) {
    if (!isUnusable(error)) throw error
    log.warn({ path, reason: error.message }, 'no thumbnail can be made; a placeholder is shown')
    const bytes = placeholderThumbnail()
    return {
      bytes,
      contentType: 'image/webp',
      etag: `"placeholder-${error.name}"`,
      isPlaceholder: true,
      ...(error instanceof ImageIncompleteError && { retryAfter: error.retryAfterSeconds }),
    }
  }
}
