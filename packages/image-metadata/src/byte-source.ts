/** Where the bytes come from: a file descriptor, a buffer, a range request already answered. */
export interface ByteSource {
  /** Bytes in the whole file. */
  readonly size: number
  /** May return fewer bytes at the end. What it returns needs to stay valid only until the next call. */
  read(offset: number, length: number): Uint8Array
}

/** A source over bytes that are already in memory. */
export function createBufferSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  }
}
