declare global {
  // `rawJSON`: since Node 22, not yet in TypeScript's libraries (ECMAScript proposal "JSON.parse source text access").
  // Node 20 has neither, nor the text of a number while it is parsed: there, numbers are rounded as everywhere.
  interface JSON {
    rawJSON(text: string): { readonly rawJSON: string }
    isRawJSON?(value: unknown): boolean
  }
}

// A string that is never closed goes to the end, so that the search does not begin anew at each of its quotes.
const stringOrBareToken = /"[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$)|-?Infinity|NaN/gs

/**
 * Parses ComfyUI's JSON: integers beyond 2^53 keep every digit, as `JSON.rawJSON` values that `JSON.stringify` writes
 * back unchanged, and Python's bare `NaN` and `Infinity` become null.
 */
export function parseExactJson(text: string): unknown {
  const clean = /Infinity|NaN/.test(text)
    ? text.replace(stringOrBareToken, (token) => (token.startsWith('"') ? token : 'null'))
    : text
  // Looking at every value takes ten times as long as parsing; 2^53 has 16 digits.
  return /\d{16}/.test(clean) ? JSON.parse(clean, keepDigits) : JSON.parse(clean)
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  return typeof value === 'number' && source !== undefined && losesDigits(value, source)
    ? JSON.rawJSON(source)
    : value
}

/** The number in a value of such JSON, whether exact or not; undefined for other values. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  const digits = exactDigits(value)
  return digits === undefined ? undefined : Number(digits)
}

/** The digits of a number that is too large for a JavaScript number. */
export function exactDigits(value: unknown): string | undefined {
  if (JSON.isRawJSON?.(value) !== true) return undefined
  const text = JSON.stringify(value)
  return /^-?\d+$/.test(text) ? text : undefined
}

const losesDigits = (value: number, source: string): boolean =>
  !Number.isSafeInteger(value) && /^-?\d+$/.test(source)
