export type SourceFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif'

/** Bytes of either end that `sniffFormat` and `isCutOff` need. */
export const sniffLength = 32

const latin1 = (bytes: Buffer, start: number, end: number) => bytes.toString('latin1', start, end)

/** The format by the first bytes, never by the name; undefined for formats that are not decoded. */
export function sniffFormat(head: Buffer): SourceFormat | undefined {
  if (latin1(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (latin1(head, 0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (latin1(head, 0, 4) === 'RIFF' && latin1(head, 8, 12) === 'WEBP') return 'webp'
  if (/^GIF8[79]a/.test(latin1(head, 0, 6))) return 'gif'
  if (latin1(head, 4, 8) === 'ftyp' && /^avi[fs]/.test(latin1(head, 8, 12))) return 'avif'
  return undefined
}

/** True when the ending of this format is missing. JPEG may have anything behind its end. */
export function isCutOff(
  format: SourceFormat,
  { head, tail, size }: { head: Buffer; tail: Buffer; size: number },
): boolean {
  switch (format) {
    case 'png':
      return !tail.includes('IEND\xae\x42\x60\x82', 0, 'latin1')
    case 'webp':
      return head.length < 8 || head.readUInt32LE(4) + 8 > size
    case 'gif':
      return tail.at(-1) !== 0x3b
    case 'jpeg':
    case 'avif':
      return false
  }
}

function webpPixels(head: Buffer): number | undefined {
  if (head.length < 30) return undefined
  switch (latin1(head, 12, 16)) {
    case 'VP8X':
      return (head.readUIntLE(24, 3) + 1) * (head.readUIntLE(27, 3) + 1)
    case 'VP8L': {
      const bits = head.readUInt32LE(21)
      return ((bits & 0x3fff) + 1) * (((bits >> 14) & 0x3fff) + 1)
    }
    case 'VP8 ':
      return (head.readUInt16LE(26) & 0x3fff) * (head.readUInt16LE(28) & 0x3fff)
    default:
      return undefined
  }
}

/** Width × height, where the header has them at a fixed place: PNG, WebP, GIF. */
export function sniffPixels(format: SourceFormat, head: Buffer): number | undefined {
  switch (format) {
    case 'png':
      return head.length < 24 ? undefined : head.readUInt32BE(16) * head.readUInt32BE(20)
    case 'webp':
      return webpPixels(head)
    case 'gif':
      return head.readUInt16LE(6) * head.readUInt16LE(8)
    case 'jpeg':
    case 'avif':
      return undefined
  }
}
