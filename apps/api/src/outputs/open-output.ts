import type { FileHandle } from 'node:fs/promises'
import { errorCode, isFileError, isMissing, openPlainFile } from '@darkroom/foundation'
import { GalleryReadError } from '@darkroom/gallery-store'

export interface OpenOutput extends AsyncDisposable {
  readonly handle: FileHandle
  readonly size: number
  readonly mtimeMs: number
}

/**
 * Opens a file of a job that the gallery does not list; undefined when it is gone, or something else has its name.
 *
 * @throws GalleryReadError when it is there and cannot be read
 */
export async function openOutput(root: string, path: string): Promise<OpenOutput | undefined> {
  try {
    const handle = await openPlainFile(root, path)
    const stats = await handle.stat()
    if (stats.isFile()) {
      return {
        handle,
        size: stats.size,
        mtimeMs: stats.mtimeMs,
        [Symbol.asyncDispose]: () => handle.close(),
      }
    }
    await handle.close()
    return undefined
  } catch (error) {
    if (isMissing(error) || errorCode(error) === 'ELOOP') return undefined
    throw isFileError(error) ? unreadable(path, error) : error
  }
}

const unreadable = (path: string, error: unknown): GalleryReadError =>
  new GalleryReadError(path, errorCode(error), error)
