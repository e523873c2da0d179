import { crc32 } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Every chunk with its checksum, up to an IEND that ends the file (PNG specification, third edition, 5.3). */
export function isWholePng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, 8).equals(signature)) return false
  for (let offset = 8; offset + 12 <= bytes.length; ) {
    const end = offset + 12 + bytes.readUInt32BE(offset)
    if (end > bytes.length) return false
    const body = bytes.subarray(offset + 4, end - 4)
    if (crc32(body) !== bytes.readUInt32BE(end - 4)) return false
    if (body.subarray(0, 4).toString('latin1') === 'IEND') return end === bytes.length
    offset = end
  }
  return false
}
