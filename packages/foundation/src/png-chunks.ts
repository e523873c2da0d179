import { Buffer } from 'node:buffer'

export interface PngChunk {
  /** Four letters, such as `IHDR`. */
  readonly type: string
  /** The position of the data in the file. */
  readonly offset: number
  /** The length of the data in bytes. */
  readonly length: number
}

/** The first eight bytes of every PNG (PNG specification, third edition, 5.2). */
export const pngSignature: Buffer = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** The IEND chunk, which is always these twelve bytes (PNG specification, third edition, 11.2.5). */
export const pngEnd: Buffer = Buffer.from('0000000049454e44ae426082', 'hex')

/** The longest chunk: lengths have 31 bits (PNG specification, third edition, 5.3). */
const longest = 0x7fffffff

/**
 * The chunks of a PNG, IEND included, as long as their heads can be read; the caller must check whether their data is
 * complete. The signature is not checked. The reading function may return fewer bytes at the end of the file.
 */
export function* pngChunks(
  file: Uint8Array | ((offset: number, length: number) => Uint8Array),
): Generator<PngChunk, void> {
  const read =
    typeof file === 'function'
      ? file
      : (offset: number, length: number) => file.subarray(offset, offset + length)
  for (let offset = 8; ; ) {
    const head = Buffer.from(read(offset, 8))
    if (head.length < 8) return
    const length = head.readUInt32BE(0)
    if (length > longest) return
    const type = head.toString('latin1', 4, 8)
    yield { type, offset: offset + 8, length }
    if (type === 'IEND') return
    offset += 12 + length
  }
}
