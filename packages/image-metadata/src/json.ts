/** A JSON value. Integers that a double cannot hold are kept as strings of their digits. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

const longDigits = /[:,[\s-]\d{16}/
const notANumber = /NaN|Infinity/

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** An own member, so that a key named `constructor` finds nothing. */
export function member(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** The object under `key`, or an empty one. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = member(object, key)
  return isObject(value) ? value : {}
}

/** The array under `key`, or an empty one. */
export function arrayAt(object: JsonObject, key: string): readonly Json[] {
  const value = member(object, key)
  return isArray(value) ? value : []
}

/**
 * JSON as image tools write it: with byte order mark, trailing NULs, and Python's NaN and Infinity (read as null).
 * Undefined when it is not JSON at all.
 */
export function parseJson(text: string): Json | undefined {
  const clean = strip(text)
  const first = parseExactly(clean)
  if (first !== undefined || !notANumber.test(clean)) return first
  return parseExactly(withoutNotANumber(clean))
}

/** Like {@link parseJson}, for texts that must be an object to mean anything. */
export function parseJsonObject(text: string): JsonObject | undefined {
  if (!looksLikeJson(text)) return undefined
  const value = parseJson(text)
  return isObject(value) ? value : undefined
}

/** Whether the first character that is not space opens an object or array. */
export function looksLikeJson(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x7b || code === 0x5b) return true
    if (code > 0x20 && code !== 0xfeff) return false
  }
  return false
}

function strip(text: string): string {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let end = text.length
  while (end > start && text.charCodeAt(end - 1) === 0) end--
  return start === 0 && end === text.length ? text : text.slice(start, end)
}

// A reviver makes JSON.parse six times slower, so it is used only where a long number can be.
function parseExactly(text: string): Json | undefined {
  try {
    const value: Json = longDigits.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

function keepDigits(_key: string, value: Json, context?: { source?: string }): Json {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source ?? ''
  return /^-?\d+$/.test(source) ? source : value
}

/** Replaces the bare words outside strings; inside a string they are somebody's prompt. */
function withoutNotANumber(text: string): string {
  const token = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/gs
  return text.replace(token, (found) => (found.startsWith('"') ? found : 'null'))
}
