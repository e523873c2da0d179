import { Buffer } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { errorCode, openPlainFile } from '@darkroom/foundation'
import { GalleryReadError } from '../errors.ts'
import type { OpenImage } from '../gallery.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import { signatureBytes, sniffContentType } from './sniff.ts'

/** The error codes of a path that is not a plain file inside the root, or that vanished. */
const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'EMLINK'])

const unreadable: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EIO'])

/** Opens an image, at another path than the entry's if one is given; undefined when the file is missing or its path leads through a link. */
export async function openImage(
  root: string,
  entry: GalleryEntry,
  path: string = entry.path,
): Promise<OpenImage | undefined> {
  let handle: FileHandle
  try {
    handle = await openPlainFile(root, path)
  } catch (error) {
    const code = errorCode(error)
    if (absent.has(code)) return undefined
    throw unreadable.has(code) ? new GalleryReadError(entry.path, code, error) : error
  }
  try {
    const stats = await handle.stat()
    if (stats.isFile()) return await describe(handle, entry, stats)
  } catch (error) {
    await handle.close()
    throw error
  }
  await handle.close()
  return undefined
}

async function describe(
  handle: FileHandle,
  entry: GalleryEntry,
  { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number },
): Promise<OpenImage> {
  const { buffer, bytesRead } = await handle.read(
    Buffer.alloc(signatureBytes),
    0,
    signatureBytes,
    0,
  )
  return {
    entry,
    handle,
    size,
    mtimeMs,
    contentType: sniffContentType(buffer.subarray(0, bytesRead)),
    etag: `"${mtimeMs.toString(36)}-${size.toString(36)}"`,
    [Symbol.asyncDispose]: () => handle.close(),
  }
}
