import { lstat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { errorCode, isMissing } from '@darkroom/foundation'
import { ImageNotFoundError, ImageUnreadableError, UnsupportedImageError } from './errors.ts'
import type { SourceState } from './thumbnailer.ts'

/** The version of a state, short and safe in a URL: milliseconds and bytes in base 36. */
export function imageVersion({ mtimeMs, size }: SourceState): string {
  return `${Math.trunc(mtimeMs).toString(36)}-${size.toString(36)}`
}

/** Equal to a millisecond: `utimes` takes seconds as a double, and indexes keep whole milliseconds. */
export const isSameTime = (a: number, b: number): boolean => Math.abs(a - b) < 1

export const isSameState = (a: SourceState, b: SourceState): boolean =>
  a.size === b.size && isSameTime(a.mtimeMs, b.mtimeMs)

/** Error codes for names that no file can have. */
const impossible: ReadonlySet<string> = new Set(['ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'])

/** The present state of an image file. Throws `ImageNotFoundError`, `ImageUnreadableError`, `UnsupportedImageError`. */
export async function statSource(path: string): Promise<SourceState> {
  if (!isAbsolute(path)) throw new TypeError(`Expected an absolute path, got ${path}`)
  try {
    const stats = await lstat(path)
    if (stats.isSymbolicLink()) throw new ImageNotFoundError(`${path} is a link`)
    if (stats.isFile()) return { size: stats.size, mtimeMs: stats.mtimeMs }
  } catch (error) {
    if (error instanceof ImageNotFoundError) throw error
    const code = errorCode(error)
    if (isMissing(error) || impossible.has(code)) {
      throw new ImageNotFoundError(`${path} does not exist`, { cause: error })
    }
    throw new ImageUnreadableError(`${path} cannot be read: ${code}`, { cause: error })
  }
  throw new UnsupportedImageError(`${path} is not a file`)
}
