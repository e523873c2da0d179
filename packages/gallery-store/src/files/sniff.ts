import type { Buffer } from 'node:buffer'

/** The number of bytes that suffices for every signature. */
export const signatureBytes = 64

/** The media type by the first bytes; `application/octet-stream` for what is no picture or video of the gallery. */
export function sniffContentType(head: Buffer): string {
  const text = head.toString('latin1')
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp'
  if (/^GIF8[79]a/.test(text)) return 'image/gif'
  if (text.startsWith('ftyp', 4)) return sniffBrand(text.slice(8, 12))
  // The document type is the last element of most EBML headers, and always in their first bytes.
  if (text.startsWith('\x1a\x45\xdf\xa3'))
    return text.includes('webm') ? 'video/webm' : 'video/matroska'
  return other
}

const other = 'application/octet-stream'

/** The main brand of an ISO file: https://mp4ra.org/registered-types/brands */
function sniffBrand(brand: string): string {
  if (/^avi[fs]$/.test(brand)) return 'image/avif'
  if (brand === 'qt  ') return 'video/quicktime'
  return /^(?:iso[\da-z]|mp4[12v]|avc1|M4[AV]|dash|MSNV|3g[2p].)/.test(brand) ? 'video/mp4' : other
}
