import { type PyDict, PyFloat, type PyValue } from './value.ts'

const numberPattern = /-?(?:0|[1-9]\d*)(?<fraction>\.\d+)?(?<exponent>[eE][+-]?\d+)?/y
const spacePattern = /[ \t\n\r]*/y
const stringPattern = /"[^"\\]*(?:\\.[^"\\]*)*"/y

/** The bare words of Python's decoder; the last three are not valid JSON. */
const words: readonly (readonly [string, PyValue])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', new PyFloat(Number.NaN)],
  ['Infinity', new PyFloat(Number.POSITIVE_INFINITY)],
  ['-Infinity', new PyFloat(Number.NEGATIVE_INFINITY)],
]

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): PyValue {
    const value = this.#value()
    this.#match(spacePattern)
    if (this.#at < this.#text.length) throw this.#error('end')
    return value
  }

  #error(expected: string): SyntaxError {
    return new SyntaxError(`Expected ${expected} at character ${this.#at} of the JSON text`)
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match !== null) this.#at = pattern.lastIndex
    return match
  }

  #take(character: string): boolean {
    this.#match(spacePattern)
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #value(): PyValue {
    if (this.#take('{')) return this.#object()
    if (this.#take('[')) return this.#array()
    if (this.#text[this.#at] === '"') return this.#string()
    for (const [word, value] of words) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    }
    return this.#number()
  }

  #object(): PyDict {
    const result: PyDict = new Map()
    if (this.#take('}')) return result
    do {
      this.#match(spacePattern)
      const key = this.#string()
      if (!this.#take(':')) throw this.#error("':'")
      result.set(key, this.#value())
    } while (this.#take(','))
    if (!this.#take('}')) throw this.#error("'}'")
    return result
  }

  #array(): PyValue[] {
    const result: PyValue[] = []
    if (this.#take(']')) return result
    do result.push(this.#value())
    while (this.#take(','))
    if (!this.#take(']')) throw this.#error("']'")
    return result
  }

  #string(): string {
    const match = this.#match(stringPattern)
    if (match === null) throw this.#error('a string')
    return String(JSON.parse(match[0]))
  }

  #number(): PyValue {
    const match = this.#match(numberPattern)
    if (match === null) throw this.#error('a value')
    if (match.groups?.fraction !== undefined || match.groups?.exponent !== undefined) {
      return new PyFloat(Number(match[0]))
    }
    const value = Number(match[0])
    return Number.isSafeInteger(value) ? value : BigInt(match[0])
  }
}

/** Reads JSON as Python's `json.loads` does, preserving order, floats, big integers, `NaN` and `Infinity`. */
export const parseJson = (text: string): PyValue => new Reader(text).document()
