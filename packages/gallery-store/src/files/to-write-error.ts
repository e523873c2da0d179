import { errorCode } from '@darkroom/foundation'
import { GalleryWriteError } from '../errors.ts'

const refusals: ReadonlySet<string> = new Set([
  'EACCES',
  'EDQUOT',
  'ENOSPC',
  'EPERM',
  'EROFS',
  'EXDEV',
  'EBUSY',
  // A part of the way is a link, or a file.
  'ELOOP',
  'ENOTDIR',
])

/** Converts a system's refusal to an error of this package. */
export function toWriteError(error: unknown, path: string): unknown {
  if (error instanceof GalleryWriteError) return error
  const code = errorCode(error)
  return refusals.has(code) ? new GalleryWriteError(path, code, error) : error
}
