import type { FileHandle } from 'node:fs/promises'

/** Bytes read at a time, and so all that one slow client holds in memory (docs/decisions/0091). */
export const chunkBytes = 1024 * 1024

export interface Part {
  readonly start: number
  /** Of the last byte. */
  readonly end: number
}

const read = async (
  handle: FileHandle,
  at: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const bytes = new Uint8Array(Math.min(chunkBytes, end - at + 1))
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, at)
  // The length was promised: an answer that breaks off says that it is not whole.
  if (bytesRead === 0) throw new Error('The file became shorter while it was read')
  return bytes.subarray(0, bytesRead)
}

/**
 * Reads the part as it is taken and closes the handle. Half the cost of a stream of Node's made into one of the web's.
 */
export function readPart(
  handle: FileHandle,
  { start, end }: Part,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = start
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const bytes = await read(handle, at, end)
          at += bytes.length
          controller.enqueue(bytes)
        } catch (error) {
          await handle.close()
          throw error
        }
        if (at <= end) return
        await handle.close()
        controller.close()
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  )
}
