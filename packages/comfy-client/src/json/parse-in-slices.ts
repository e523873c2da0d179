import type { JsonValue } from './json-value.ts'
import { parseJson } from './parse-json.ts'
import { deeper, endOfString, runEnd, tokenEnd } from './scan-json.ts'
import { Turns } from './turns.ts'

/** Texts up to this length are parsed at once, in a few milliseconds. */
const sliceLength = 65_536

interface OpenList {
  readonly kind: 'list'
  readonly items: JsonValue[]
}

interface OpenObject {
  readonly kind: 'object'
  readonly entries: [string, JsonValue][]
  /** The key whose value comes next. */
  key: string
}

/**
 * Parses as `parseJson` does, and lets the event loop have its turn meanwhile: whatever is short is parsed at once,
 * and only what is longer than that is taken apart.
 */
export async function parseJsonInSlices(text: string): Promise<JsonValue> {
  if (text.length <= sliceLength) return parseJson(text)
  return await new SlicedParser(text).parse()
}

class SlicedParser {
  readonly #text: string
  readonly #turns = new Turns()
  readonly #open: (OpenList | OpenObject)[] = []
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  async parse(): Promise<JsonValue> {
    for (;;) {
      if (this.#turns.isDue) await this.#turns.yield()
      const value = this.#value()
      // A long container was opened, and its first value comes next.
      if (value === undefined) continue
      const whole = this.#close(value)
      if (whole !== undefined) return whole
    }
  }

  /** The value that begins here; undefined when it is a container that was opened. */
  #value(): JsonValue | undefined {
    const start = this.#skipSpace()
    const last = this.#elements(start)
    if (last !== undefined) return last
    const end = tokenEnd(this.#text, start, sliceLength)
    if (end !== undefined) {
      this.#at = end
      return parseJson(this.#text.slice(start, end))
    }
    deeper(this.#open.length)
    this.#at = start + 1
    const isList = this.#text[start] === '['
    const isEmpty = this.#text[this.#skipSpace()] === (isList ? ']' : '}')
    if (isEmpty) this.#at += 1
    if (isEmpty) return isList ? [] : {}
    this.#open.push(isList ? { kind: 'list', items: [] } : this.#openObject())
    return undefined
  }

  /** Takes the short elements of a list from here on, all but the last, which it returns. */
  #elements(start: number): JsonValue | undefined {
    const list = this.#open.at(-1)
    const end = list?.kind === 'list' ? runEnd(this.#text, start, sliceLength) : undefined
    if (list?.kind !== 'list' || end === undefined) return undefined
    const elements = parseJson(`[${this.#text.slice(start, end)}]`)
    const last = Array.isArray(elements) ? elements.at(-1) : undefined
    if (!Array.isArray(elements) || last === undefined) throw unexpected(this.#text, end)
    list.items.push(...elements.slice(0, -1))
    this.#at = end
    return last
  }

  #openObject(): OpenObject {
    return { kind: 'object', entries: [], key: this.#key() }
  }

  /** Puts the value where it belongs, and closes what ends after it; the whole value when nothing is left open. */
  #close(value: JsonValue): JsonValue | undefined {
    let closed = value
    for (let parent = this.#open.at(-1); parent !== undefined; parent = this.#open.at(-1)) {
      if (this.#goesOn(parent, closed)) return undefined
      this.#open.pop()
      closed = parent.kind === 'list' ? parent.items : Object.fromEntries(parent.entries)
    }
    if (this.#skipSpace() < this.#text.length) throw unexpected(this.#text, this.#at)
    return closed
  }

  /** Puts the value into its container; whether another follows there. */
  #goesOn(parent: OpenList | OpenObject, value: JsonValue): boolean {
    const isList = parent.kind === 'list'
    if (isList) parent.items.push(value)
    else parent.entries.push([parent.key, value])
    const at = this.#skipSpace()
    this.#at = at + 1
    if (this.#text[at] === ',') {
      if (!isList) parent.key = this.#key()
      return true
    }
    if (this.#text[at] !== (isList ? ']' : '}')) throw unexpected(this.#text, at)
    return false
  }

  #key(): string {
    const start = this.#skipSpace()
    if (this.#text[start] !== '"') throw unexpected(this.#text, start)
    this.#at = Math.min(endOfString(this.#text, start) + 1, this.#text.length)
    const key: unknown = JSON.parse(this.#text.slice(start, this.#at))
    const colon = this.#skipSpace()
    if (this.#text[colon] !== ':') throw unexpected(this.#text, colon)
    this.#at = colon + 1
    return String(key)
  }

  #skipSpace(): number {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? '')) this.#at += 1
    return this.#at
  }
}

const unexpected = (text: string, at: number): SyntaxError =>
  new SyntaxError(`Unexpected ${text[at] ?? 'end'} at position ${at} of JSON`)
