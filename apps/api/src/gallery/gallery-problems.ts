import { isDiskFull } from '@darkroom/foundation'
import {
  GalleryReadError,
  GalleryWriteError,
  InvalidCursorError,
  InvalidPathError,
  InvalidQueryError,
  TurnLostError,
} from '@darkroom/gallery-store'
import { retryAfter } from '../http/problem.ts'
import { invalidField, type ProblemRow, problemOf } from '../http/problem-table.ts'

export const galleryProblems: readonly ProblemRow[] = [
  problemOf(InvalidCursorError, ({ message }) => invalidField('cursor', message)),
  problemOf(InvalidQueryError, ({ field, message }) => invalidField(field, message)),
  problemOf(InvalidPathError, ({ message }) => invalidField('folder', message)),
  problemOf(GalleryWriteError, (error) =>
    isDiskFull(error)
      ? {
          status: 507,
          code: 'disk_full',
          detail: 'The disk of the gallery is full.',
          hint: 'Free some space, for example by emptying the trash or deleting pictures with permanent=true.',
          headers: retryAfter(60),
        }
      : {
          status: 409,
          code: 'gallery_not_writable',
          detail: `The gallery cannot be changed: ${error.code}.`,
          hint: ['ELOOP', 'ENOTDIR'].includes(error.code)
            ? 'A folder on the way is a link or a file; put a folder in its place.'
            : 'Check the permissions of GALLERY_STORAGE_PATH.',
        },
  ),
  problemOf(TurnLostError, () => ({
    status: 503,
    code: 'turn_lost',
    hint: 'Look at what is there now, and do again what is missing.',
    headers: retryAfter(1),
  })),
  problemOf(GalleryReadError, ({ code }) => ({
    status: 409,
    code: 'image_unreadable',
    detail: `The picture cannot be read: ${code}.`,
    hint: 'Check the permissions of the file.',
  })),
]
