import type { FileHandle } from 'node:fs/promises'

/**
 * Writes all bytes at the handle's position. A single `write` may take only a part without an error, as on a disk that is
 * nearly full.
 */
export async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset)
    offset += bytesWritten
  }
}
