import type { Buffer } from 'node:buffer'

/** The number of bytes that suffices for every signature. */
export const signatureBytes = 12

export function sniffContentType(head: Buffer): string {
  const text = head.toString('latin1')
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp'
  if (text.startsWith('GIF8')) return 'image/gif'
  return 'application/octet-stream'
}
