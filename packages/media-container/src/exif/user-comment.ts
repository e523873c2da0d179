import type { Buffer } from 'node:buffer'
import { decodeText, decodeUtf16, withoutNuls } from '../decode-text.ts'

/** Decodes an EXIF 2.3 UserComment: eight bytes name the character code, then the text follows. */
export function decodeUserComment(value: Buffer): string {
  const code = value.toString('latin1', 0, 8)
  const text = code.startsWith('UNICODE\0')
    ? decodeUtf16(value.subarray(8))
    : decodeText(isCode(code) ? value.subarray(8) : value)
  return withoutNuls(text)
}

export function hasCharacterCode(value: Buffer): boolean {
  const code = value.toString('latin1', 0, 8)
  return code.startsWith('UNICODE\0') || isCode(code)
}

function isCode(code: string): boolean {
  return code.startsWith('ASCII\0\0\0') || code === '\0\0\0\0\0\0\0\0' || code.startsWith('JIS\0')
}
