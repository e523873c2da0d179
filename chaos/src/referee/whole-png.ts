import { crc32 } from 'node:zlib'
import { pngChunks, pngSignature } from '@darkroom/foundation'

/** Checks every chunk and its checksum, up to an IEND that ends the file (PNG specification, third edition, 5.3). */
export function isWholePng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, pngSignature.length).equals(pngSignature)) return false
  for (const { type, offset, length } of pngChunks(bytes)) {
    const end = offset + length
    if (end + 4 > bytes.length) return false
    // The checksum covers the four letters too.
    if (crc32(bytes.subarray(offset - 4, end)) !== bytes.readUInt32BE(end)) return false
    if (type === 'IEND') return end + 4 === bytes.length
  }
  return false
}
