import { pngChunks } from '@darkroom/foundation'

export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif'
/** What is inside: an MP4 or QuickTime file, or a Matroska one, of which WebM is a part. */
export type VideoFormat = 'mp4' | 'matroska'
export type SourceFormat = PictureFormat | VideoFormat

/** The bytes at the start that `sniffFormat` and `sniffPixels` need. */
export const sniffLength = 32

const latin1 = (bytes: Buffer, start: number, end: number) => bytes.toString('latin1', start, end)

/** The format by the first bytes, never by the name; undefined for formats that are not decoded. */
export function sniffFormat(head: Buffer): SourceFormat | undefined {
  if (latin1(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (latin1(head, 0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (latin1(head, 0, 4) === 'RIFF' && latin1(head, 8, 12) === 'WEBP') return 'webp'
  if (/^GIF8[79]a/.test(latin1(head, 0, 6))) return 'gif'
  if (latin1(head, 0, 4) === '\x1a\x45\xdf\xa3') return 'matroska'
  return latin1(head, 4, 8) === 'ftyp' ? sniffBrand(latin1(head, 8, 12)) : undefined
}

/** The main brand of an ISO file (https://mp4ra.org/registered-types/brands); HEIC and its like are not decoded. */
function sniffBrand(brand: string): SourceFormat | undefined {
  if (/^avi[fs]$/.test(brand)) return 'avif'
  return /^(?:iso[\da-z]|mp4[12v]|avc1|M4[AV]|dash|MSNV|qt {2}|3g[2p].)/.test(brand)
    ? 'mp4'
    : undefined
}

export const isVideo = (format: SourceFormat): format is VideoFormat =>
  format === 'mp4' || format === 'matroska'

/**
 * True when the end of this format is missing; what stands behind the end does not matter. Of JPEG, GIF and AVIF the
 * decoder tells.
 */
export function isCutOff(format: PictureFormat, bytes: Buffer): boolean {
  switch (format) {
    case 'png':
      return !hasEnd(bytes)
    case 'webp':
      return bytes.length < 8 || bytes.readUInt32LE(4) + 8 > bytes.length
    case 'gif':
    case 'jpeg':
    case 'avif':
      return false
  }
}

function hasEnd(png: Buffer): boolean {
  for (const { type, offset, length } of pngChunks(png)) {
    if (type === 'IEND') return offset + length + 4 <= png.length
  }
  return false
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
export function sniffPixels(format: PictureFormat, head: Buffer): number | undefined {
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
