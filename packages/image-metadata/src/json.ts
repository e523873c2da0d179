import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'

/** The digits of 2^53, below which every integer is exact. */
const exactDigits = 16
const notANumber = /NaN|Infinity/
/** The characters of a text whose values are not counted before it is parsed; they cannot make many. */
const freeLength = 256 * 1024
/** The most values and levels of a longer text: far more than any graph has, far fewer than would fill the memory. */
const valueLimit = 300_000
const levelLimit = 10_000

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** An own member, so that a key named `constructor` has no value. */
export function member(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** The object under `key`, or an empty one. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = member(object, key)
  return isJsonObject(value) ? value : {}
}

/** The array under `key`, or an empty one. */
export function arrayAt(object: JsonObject, key: string): readonly Json[] {
  const value = member(object, key)
  return isArray(value) ? value : []
}

/**
 * Parses the JSON of image tools: with byte order mark, trailing NULs, and Python's NaN and Infinity (read as null).
 * Integers that a double cannot hold become strings of their digits. Undefined for text that is not JSON.
 */
export function parseJson(text: string): Json | undefined {
  const clean = strip(text)
  if (clean.length > freeLength && !isBearable(clean)) return undefined
  const first = parseExactly(clean)
  if (first !== undefined || !notANumber.test(clean)) return first
  return parseExactly(withoutNotANumber(clean))
}

/** Like {@link parseJson}, but undefined unless the text is an object. */
export function parseJsonObject(text: string): JsonObject | undefined {
  if (!looksLikeJson(text)) return undefined
  const value = parseJson(text)
  return isJsonObject(value) ? value : undefined
}

/** Whether the first non-space character opens an object or array. */
export function looksLikeJson(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x7b || code === 0x5b) return true
    if (code > 0x20 && code !== 0xfeff) return false
  }
  return false
}

/** Whether a long text has no more values than are worth the memory; an empty list costs thirty times its two letters. */
function isBearable(text: string): boolean {
  let values = 0
  let level = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x22) index = stringEnd(text, index) - 1
    else if (code === 0x7b || code === 0x5b) level++
    else if (code === 0x7d || code === 0x5d) level--
    else if (code !== 0x2c) continue
    if (++values > valueLimit || level > levelLimit) return false
  }
  return true
}

function strip(text: string): string {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let end = text.length
  while (end > start && text.charCodeAt(end - 1) === 0) end--
  return start === 0 && end === text.length ? text : text.slice(start, end)
}

// Parses with a reviver only for texts that may have a long number, since it makes JSON.parse six times slower.
function parseExactly(text: string): Json | undefined {
  try {
    const value: Json = hasLongDigits(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** Checks every sixteenth character, and its surroundings if it is a digit. */
function hasLongDigits(text: string): boolean {
  let at = exactDigits - 1
  while (at < text.length) {
    let before = at
    while (before > at - exactDigits && isDigit(text.charCodeAt(before))) before--
    if (before === at - exactDigits) return true
    at = before + exactDigits
  }
  return false
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function keepDigits(_key: string, value: Json, context?: { source?: string }): Json {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source ?? ''
  return /^-?\d+$/.test(source) ? source : value
}

/** Replaces bare words outside strings; inside a string they are part of a prompt. */
function withoutNotANumber(text: string): string {
  const pieces: string[] = []
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('"', at)
    const outside = text.slice(at, open < 0 ? undefined : open)
    pieces.push(outside.replace(/-?Infinity|NaN/g, 'null'))
    if (open < 0) break
    const end = stringEnd(text, open)
    pieces.push(text.slice(open, end))
    at = end
  }
  return pieces.join('')
}

/** The index behind the quote that closes the one at `open`. */
function stringEnd(text: string, open: number): number {
  let close = text.indexOf('"', open + 1)
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1)
  return close < 0 ? text.length : close + 1
}

function isEscaped(text: string, at: number): boolean {
  let start = at
  while (text[start - 1] === '\\') start--
  return (at - start) % 2 === 1
}
