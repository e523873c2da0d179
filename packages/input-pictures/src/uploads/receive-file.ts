import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { writeFully } from '@darkroom/foundation'
import { InputTooLargeError } from '../errors.ts'
import type { IncomingPlace } from './incoming-room.ts'
import { onDisk } from './on-disk.ts'

/** Bytes between looks at the room on the disk. */
const lookBytes = 32 * 2 ** 20

export interface Received {
  readonly id: string
  readonly bytes: number
}

/** Writes what comes, as it comes, and hashes it; in memory there is one chunk at a time. */
export async function receiveFile(
  content: AsyncIterable<Uint8Array>,
  {
    handle,
    limitBytes,
    place,
    checkDisk,
  }: {
    readonly handle: FileHandle
    readonly limitBytes: number
    readonly place: IncomingPlace
    readonly checkDisk: () => Promise<void>
  },
): Promise<Received> {
  const hash = createHash('sha256')
  let bytes = 0
  let lookAt = lookBytes
  for await (const chunk of content) {
    bytes += chunk.length
    if (bytes > limitBytes) throw new InputTooLargeError(limitBytes)
    await place.take(chunk.length)
    if (bytes > lookAt) {
      lookAt = bytes + lookBytes
      await checkDisk()
    }
    hash.update(chunk)
    await onDisk(() => writeFully(handle, chunk))
  }
  return { id: hash.digest('hex'), bytes }
}
