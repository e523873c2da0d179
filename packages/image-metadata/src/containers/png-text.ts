import type { Buffer } from 'node:buffer'
import { inflateSync } from 'node:zlib'
import { decodeText } from '../decode-text.ts'
import { inflatedByteLimit } from './container.ts'

const zTXt = 0x7a545874
const iTXt = 0x69545874

/** The keyword at the start of a text chunk: 1 to 79 bytes up to a NUL. */
export function textKeyword(start: Buffer): string | undefined {
  const end = start.indexOf(0)
  return end < 1 ? undefined : start.toString('latin1', 0, end)
}

/** The text of a tEXt, zTXt, iTXt or comf chunk; undefined if it cannot be inflated. */
export function readTextChunk(
  type: number,
  data: Buffer,
  keywordLength: number,
): string | undefined {
  const rest = data.subarray(keywordLength + 1)
  if (type === zTXt) return inflated(rest.subarray(1))
  return type === iTXt ? internationalText(rest) : decodeText(rest)
}

// The text of an iTXt chunk: compression flag, method, language tag NUL, translated keyword NUL, text.
function internationalText(data: Buffer): string | undefined {
  const language = data.indexOf(0, 2)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return undefined
  const text = data.subarray(translated + 1)
  return data[0] === 1 ? inflated(text) : decodeText(text)
}

function inflated(data: Buffer): string | undefined {
  try {
    return decodeText(inflateSync(data, { maxOutputLength: inflatedByteLimit }))
  } catch {
    return undefined
  }
}
