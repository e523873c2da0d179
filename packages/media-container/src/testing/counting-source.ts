import type { ByteSource } from '../byte-source.ts'

/** A source that records its reads, and returns the same memory for each. */
export function createCountingSource(bytes: Uint8Array): ByteSource & { readonly reads: number[] } {
  const reads: number[] = []
  const shared = new Uint8Array(bytes.length)
  return {
    size: bytes.length,
    reads,
    read(offset, length) {
      const wanted = bytes.subarray(offset, offset + length)
      reads.push(wanted.length)
      shared.fill(0xee)
      shared.set(wanted)
      return shared.subarray(0, wanted.length)
    },
  }
}
