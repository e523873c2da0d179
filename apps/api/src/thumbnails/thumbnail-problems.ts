import {
  ImageIncompleteError,
  ImageNotFoundError,
  ImageTooLargeError,
  ThumbnailError,
  ThumbnailerBusyError,
} from '@darkroom/thumbnails'
import { retryAfter } from '../http/problem.ts'
import { type ProblemRow, problemOf } from '../http/problem-table.ts'

export const thumbnailProblems: readonly ProblemRow[] = [
  problemOf(ImageNotFoundError, () => ({
    status: 404,
    code: 'not_found',
    detail: 'The image is no longer there.',
  })),
  problemOf(ThumbnailerBusyError, ({ retryAfterSeconds }) => ({
    status: 503,
    code: 'thumbnails_busy',
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(ImageIncompleteError, ({ retryAfterSeconds }) => ({
    status: 409,
    code: 'image_incomplete',
    detail: 'The picture is still being written.',
    hint: 'Ask again in a moment.',
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(ImageTooLargeError, () => ({
    status: 413,
    code: 'image_too_large',
    detail: 'The picture has too many pixels.',
    hint: 'Download it as it is.',
  })),
  // A fixed text, for the error's own message names the file by its path on the disk.
  problemOf(ThumbnailError, () => ({
    status: 409,
    code: 'image_unusable',
    detail: 'The picture cannot be decoded.',
    hint: 'The file is damaged, or no picture; download it as it is.',
  })),
]
