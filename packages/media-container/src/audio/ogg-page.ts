import type { Buffer } from 'node:buffer'

/** The longest page: its head, 255 lengths, and as many pieces of 255 bytes. */
export const pageLimit: number = 27 + 255 + 255 * 255

export interface OggPage {
  readonly serial: number
  /** The position in the stream at the end of this page; its unit is the codec's. */
  readonly position: number
  /** Whether it is the last of its stream. */
  readonly isLast: boolean
  readonly length: number
  /** Parts of packets; one that ends its packet says so. */
  readonly pieces: readonly { readonly data: Buffer; readonly isEnd: boolean }[]
}

/** Reads the page that begins here (RFC 3533, section 6); undefined for what is none, or not whole. */
export function readOggPage(bytes: Buffer): OggPage | undefined {
  if (bytes.length < 27 || bytes.toString('latin1', 0, 4) !== 'OggS') return undefined
  const lengths = bytes.subarray(27, 27 + (bytes[26] ?? 0))
  let end = 27 + (bytes[26] ?? 0)
  const pieces: OggPage['pieces'][number][] = []
  let start = end
  for (const length of lengths) {
    end += length
    if (length === 255) continue
    pieces.push({ data: bytes.subarray(start, end), isEnd: true })
    start = end
  }
  if (end > start) pieces.push({ data: bytes.subarray(start, end), isEnd: false })
  if (end > bytes.length) return undefined
  return {
    serial: bytes.readUInt32LE(14),
    position: Number(bytes.readBigInt64LE(6)),
    isLast: ((bytes[5] ?? 0) & 4) !== 0,
    length: end,
    pieces,
  }
}
