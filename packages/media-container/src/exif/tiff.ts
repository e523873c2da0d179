import type { Buffer } from 'node:buffer'

/** A TIFF block, the form of EXIF (TIFF 6.0, section 2). */
export interface Tiff {
  readonly bytes: Buffer
  readonly littleEndian: boolean
  /** The distance by which the block's offsets miss what they mean. */
  readonly shift: number
}

export interface TiffEntry {
  readonly tag: number
  readonly type: number
  readonly count: number
  /** The position of the value's four bytes, which hold the value itself or its offset. */
  readonly at: number
}

export const types = { BYTE: 1, ASCII: 2, UNDEFINED: 7 } as const
const entryBytes = 12
const entryLimit = 256

/** The block at the start of these bytes; undefined when there is none. */
export function toTiff(bytes: Buffer, shift = 0): Tiff | undefined {
  const order = bytes.toString('latin1', 0, 2)
  if (bytes.length < 14 || (order !== 'II' && order !== 'MM')) return undefined
  return { bytes, littleEndian: order === 'II', shift }
}

/** The position of the first directory. Most shifted blocks still name it rightly. */
export function firstDirectory(tiff: Tiff): number {
  const offset = uint32(tiff, 4)
  return offset === 8 ? offset : offset + tiff.shift
}

/** The entries of a directory, as many as the block holds. */
export function directoryEntries(tiff: Tiff, offset: number): readonly TiffEntry[] {
  if (offset < 0 || offset + 2 > tiff.bytes.length) return []
  const count = Math.min(uint16(tiff, offset), entryLimit)
  const entries: TiffEntry[] = []
  for (let index = 0; index < count; index++) {
    const at = offset + 2 + index * entryBytes
    if (at + entryBytes > tiff.bytes.length) break
    const [tag, type] = [uint16(tiff, at), uint16(tiff, at + 2)]
    entries.push({ tag, type, count: uint32(tiff, at + 4), at: at + 8 })
  }
  return entries
}

/** The bytes of a value of one-byte units; up to four stand in the entry itself. */
export function entryBytesOf(tiff: Tiff, { count, at }: TiffEntry): Buffer {
  const start = count <= 4 ? at : uint32(tiff, at) + tiff.shift
  return start < 0 ? tiff.bytes.subarray(0, 0) : tiff.bytes.subarray(start, start + count)
}

export function uint16({ bytes, littleEndian }: Tiff, offset: number): number {
  return littleEndian ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset)
}

export function uint32({ bytes, littleEndian }: Tiff, offset: number): number {
  return littleEndian ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset)
}
