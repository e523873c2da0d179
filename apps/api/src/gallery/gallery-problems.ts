import {
  GalleryReadError,
  GalleryWriteError,
  InvalidCursorError,
  InvalidPathError,
  InvalidQueryError,
} from '@darkroom/gallery-store'
import {
  ImageNotFoundError,
  ImageTooLargeError,
  ThumbnailError,
  ThumbnailerBusyError,
} from '@darkroom/thumbnails'
import { ProblemError, retryAfter } from '../http/problem.ts'

const invalidField = (path: string, error: Error): ProblemError =>
  new ProblemError(400, 'invalid_input', error.message, {
    errors: [{ path, message: error.message }],
    cause: error,
  })

const writeProblem = (error: GalleryWriteError): ProblemError => {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new ProblemError(507, 'disk_full', 'The disk of the gallery is full.', {
      hint: 'Free some space, for example by emptying the trash or deleting pictures with permanent=true.',
      headers: retryAfter(60),
      cause: error,
    })
  }
  return new ProblemError(
    409,
    'gallery_not_writable',
    `The gallery can not be changed: ${error.code}.`,
    {
      hint: 'Check the permissions of GALLERY_STORAGE_PATH.',
      cause: error,
    },
  )
}

/** Errors of the gallery and of thumbnails that a person can act on. */
export function galleryProblem(error: unknown): ProblemError | undefined {
  if (error instanceof InvalidCursorError) return invalidField('cursor', error)
  if (error instanceof InvalidQueryError) return invalidField(error.field, error)
  if (error instanceof InvalidPathError) return invalidField('folder', error)
  if (error instanceof GalleryWriteError) return writeProblem(error)
  if (error instanceof GalleryReadError) {
    return new ProblemError(
      409,
      'image_unreadable',
      `The picture can not be read: ${error.code}.`,
      {
        hint: 'Check the permissions of the file.',
        cause: error,
      },
    )
  }
  if (error instanceof ImageNotFoundError) {
    return new ProblemError(404, 'not_found', 'The image is no longer there.', { cause: error })
  }
  if (error instanceof ThumbnailerBusyError) {
    return new ProblemError(503, 'thumbnails_busy', error.message, {
      headers: retryAfter(error.retryAfterSeconds),
      cause: error,
    })
  }
  if (error instanceof ImageTooLargeError) {
    return new ProblemError(413, 'image_too_large', 'The picture has too many pixels.', {
      hint: 'Download it as it is.',
      cause: error,
    })
  }
  if (error instanceof ThumbnailError) {
    // The error's own message names the file by its place on the disk.
    return new ProblemError(409, 'image_unusable', 'The picture can not be decoded.', {
      hint: 'The file is damaged or still being written; download it as it is.',
      cause: error,
    })
  }
  return undefined
}
