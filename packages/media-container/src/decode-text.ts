import { Buffer, isAscii, isUtf8 } from 'node:buffer'

/** Decodes valid UTF-8, otherwise Latin-1, which the PNG specification demands and few tools obey. */
export function decodeText(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1', 0, bytes.length)
  return isUtf8(bytes)
    ? bytes.toString('utf8', 0, bytes.length)
    : bytes.toString('latin1', 0, bytes.length)
}

/**
 * Decodes UTF-16 by its byte order mark, otherwise by which byte of the first pair is zero. A few tools announce UTF-16
 * and write UTF-8, which real UTF-16 never looks like: it has a zero byte for each letter, digit or comma.
 */
export function decodeUtf16(bytes: Buffer): string {
  const end = withoutTrailingZeros(bytes)
  if (!bytes.subarray(0, end).includes(0) && isUtf8(bytes)) return bytes.toString('utf8', 0, end)
  const even = bytes.subarray(0, bytes.length & ~1)
  const first = even[0]
  const second = even[1]
  if (first === 0xff && second === 0xfe) return even.toString('utf16le', 2, even.length)
  if (first === 0xfe && second === 0xff) return swapped(even.subarray(2))
  return isBigEndian(even) ? swapped(even) : even.toString('utf16le', 0, even.length)
}

function withoutTrailingZeros(bytes: Buffer): number {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  return end
}

function swapped(bytes: Buffer): string {
  return Buffer.from(bytes).swap16().toString('utf16le', 0, bytes.length)
}

// Whether UTF-16 is big-endian, by the first character with a zero byte; a prompt may begin with one without.
function isBigEndian(bytes: Buffer): boolean {
  const end = Math.min(bytes.length, 4096)
  for (let index = 0; index + 1 < end; index += 2) {
    const high = bytes[index] === 0
    if (high !== (bytes[index + 1] === 0)) return high
  }
  return false
}

/** The text without the NULs at its end. A pattern would look at a run of them once for each, and files have millions. */
export function withoutNuls(text: string): string {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--
  return text.slice(0, end)
}
