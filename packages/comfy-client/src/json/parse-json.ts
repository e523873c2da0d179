import { parseExactly } from './exact-numbers.ts'
import type { JsonValue } from './json-value.ts'
import { depthAfter, endOfString } from './scan-json.ts'

const quote = 34
const letterI = 73
const letterN = 78

/** A number that nobody writes, used for NaN until the reviver sees it. */
const nanStandIn = '-0e9999'

/**
 * Parses the JSON of Python's encoder, which has three words beyond the standard: `NaN`, `Infinity` and `-Infinity`
 * become those numbers. Integers beyond ±(2^53 − 1) become `bigint`. Linear in the text's length; the content of
 * strings stays as it is. Throws `SyntaxError` on any other invalid JSON, and on lists and objects within one another
 * beyond a depth that nobody needs.
 */
export function parseJson(text: string): JsonValue {
  const { standard, needsRevival } = toStandard(text)
  const value: unknown = needsRevival ? parseExactly(standard, nanStandIn) : JSON.parse(standard)
  if (!isJsonValue(value)) throw new SyntaxError('No JSON')
  return value
}

/** A type guard for the compiler; JSON.parse returns no other values. */
const isJsonValue = (value: unknown): value is JsonValue => value !== undefined

function toStandard(text: string): { standard: string; needsRevival: boolean } {
  let standard = ''
  let copied = 0
  let digits = 0
  let depth = 0
  let needsRevival = false
  const replace = (from: number, word: string, standIn: string): boolean => {
    if (!text.startsWith(word, from)) return false
    standard += text.slice(copied, from) + standIn
    copied = from + word.length
    return true
  }
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    digits = code >= 48 && code <= 57 ? digits + 1 : 0
    if (digits > 15) needsRevival = true
    depth = depthAfter(code, depth)
    if (code === quote) at = endOfString(text, at)
    else if (code === letterI) replace(at, 'Infinity', '1e9999')
    else if (code === letterN && replace(at, 'NaN', nanStandIn)) needsRevival = true
  }
  return { standard: copied === 0 ? text : standard + text.slice(copied), needsRevival }
}
