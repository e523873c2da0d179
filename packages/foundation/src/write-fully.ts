import type { FileHandle } from 'node:fs/promises'

/** Writes all bytes at the handle's position; one `write` may silently take only a part, as on a nearly full disk. */
export async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset)
    offset += bytesWritten
  }
}
