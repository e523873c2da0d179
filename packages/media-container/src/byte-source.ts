/** Random access to a file's bytes: a file descriptor, a buffer, or a range request already answered. */
export interface ByteSource {
  /** The size of the whole file in bytes. */
  readonly size: number
  /** Reads bytes, fewer at the end of the file. They need to stay valid only until the next call. */
  read(offset: number, length: number): Uint8Array
}

/** A source over bytes that are already in memory. */
export function createBufferSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  }
}
