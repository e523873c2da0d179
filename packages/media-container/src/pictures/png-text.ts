import type { Buffer } from 'node:buffer'
import { inflateSync } from 'node:zlib'
import { decodeText } from '../decode-text.ts'
import type { TextMap } from '../text-map.ts'

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
  texts: TextMap,
): string | undefined {
  const rest = data.subarray(keywordLength + 1)
  if (type === zTXt) return inflated(rest.subarray(1), texts)
  return type === iTXt ? internationalText(rest, texts) : decodeText(rest)
}

// The text of an iTXt chunk: compression flag, method, language tag NUL, translated keyword NUL, text.
function internationalText(data: Buffer, texts: TextMap): string | undefined {
  const language = data.indexOf(0, 2)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return undefined
  const text = data.subarray(translated + 1)
  return data[0] === 1 ? inflated(text, texts) : decodeText(text)
}

function inflated(data: Buffer, texts: TextMap): string | undefined {
  const bytes = texts.unpack((limit) => inflateSync(data, limit))
  return bytes && decodeText(bytes)
}
