import { isDiskFull } from '@darkroom/foundation'
import { StorageFullError } from '../errors.ts'
import type { QueueFile } from './file-system.ts'

/** Writes all bytes; a single write may take only a part of them, without an error. */
export const writeFully = async (
  file: QueueFile,
  bytes: Uint8Array,
  position: number,
): Promise<void> => {
  for (let written = 0; written < bytes.length; ) {
    const count = await file.write(bytes.subarray(written), position + written)
    if (count === 0) throw new StorageFullError('anything more')
    written += count
  }
}

export const isStorageFull = (error: unknown): boolean =>
  error instanceof StorageFullError || isDiskFull(error)
