import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { ImageNotFoundError, ImageUnreadableError, UnsupportedImageError } from './errors.ts'
import type { SourceState } from './thumbnailer.ts'

/** Names that no file can have, besides those that no file has. */
const missing = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'])

/** The present state of an image file. */
export async function statSource(path: string): Promise<SourceState> {
  if (!isAbsolute(path)) throw new TypeError(`Expected an absolute path, got ${path}`)
  try {
    const stats = await stat(path)
    if (stats.isFile()) return { size: stats.size, mtimeMs: stats.mtimeMs }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (missing.has(code)) {
      throw new ImageNotFoundError(`${path} does not exist`, { cause: error })
    }
    throw new ImageUnreadableError(`${path} cannot be read: ${code}`, { cause: error })
  }
  throw new UnsupportedImageError(`${path} is not a file`)
}
