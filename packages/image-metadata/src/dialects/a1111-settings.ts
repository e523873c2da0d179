const settingsLimit = 64 * 1024
const pairLimit = 512
const keyLimit = 64
const key = /^[\p{L}\w][\p{L}\w \-/()+.]*$/u

/**
 * Reads the `key: value, key: "quoted", key: {json}` line of A1111 and its relatives in one linear pass, so that no
 * text can make it slow.
 */
export function scanSettings(text: string): ReadonlyMap<string, string> {
  const scanner = new SettingsScanner(text.slice(0, settingsLimit))
  scanner.run()
  return scanner.pairs
}

class SettingsScanner {
  readonly pairs: Map<string, string> = new Map()
  readonly #text: string
  #at = 0
  // Whether quotes may still close; once an opening quote was searched to the end in vain, none is searched again.
  #quotesClose = true
  #bracketsClose = true

  constructor(text: string) {
    this.#text = text
  }

  run(): void {
    while (this.#at < this.#text.length && this.pairs.size < pairLimit) {
      const colon = this.#keyEnd()
      if (colon === undefined) continue
      const name = this.#text.slice(this.#at, colon).trim()
      this.#at = colon + 1
      const value = this.#value()
      if (key.test(name) && !this.pairs.has(name)) this.pairs.set(name, value)
    }
  }

  /** The colon that ends the key at the cursor; otherwise moves the cursor behind the text that is not a key. */
  #keyEnd(): number | undefined {
    const end = Math.min(this.#at + keyLimit, this.#text.length)
    for (let index = this.#at; index < end; index++) {
      const character = this.#text[index]
      if (character === ':') return index
      if (character === ',' || character === '\n') {
        this.#at = index + 1
        return undefined
      }
    }
    this.#at = this.#plainEnd(end) + 1
    return undefined
  }

  #value(): string {
    while (this.#text[this.#at] === ' ') this.#at++
    const first = this.#text[this.#at]
    const structured = first === '"' ? this.#quoted() : this.#bracketed(first)
    if (structured !== undefined) return structured
    const start = this.#at
    this.#at = this.#plainEnd(start) + 1
    return this.#text.slice(start, this.#at - 1).trim()
  }

  #plainEnd(from: number): number {
    for (let index = from; index < this.#text.length; index++) {
      const character = this.#text[index]
      if (character === ',' || character === '\n') return index
    }
    return this.#text.length
  }

  #quoted(): string | undefined {
    const end = this.#quotesClose ? closingQuote(this.#text, this.#at) : undefined
    if (end === undefined) {
      this.#quotesClose = false
      return undefined
    }
    const literal = this.#text.slice(this.#at, end + 1)
    this.#at = end + 1
    return unquoted(literal)
  }

  #bracketed(first: string | undefined): string | undefined {
    if (first !== '[' && first !== '{') return undefined
    const end = this.#bracketsClose ? closingBracket(this.#text, this.#at) : undefined
    if (end === undefined) {
      this.#bracketsClose = false
      return undefined
    }
    const value = this.#text.slice(this.#at, end + 1)
    this.#at = end + 1
    return value
  }
}

function closingQuote(text: string, start: number): number | undefined {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === '"') return index
  }
  return undefined
}

function closingBracket(text: string, start: number): number | undefined {
  let depth = 0
  for (let index = start; index < text.length; index++) {
    const character = text[index]
    if (character === '"') {
      const end = closingQuote(text, index)
      if (end === undefined) return undefined
      index = end
    } else if (character === '[' || character === '{') depth++
    else if ((character === ']' || character === '}') && --depth === 0) return index
  }
  return undefined
}

function unquoted(literal: string): string {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value : literal
  } catch {
    return literal.slice(1, -1)
  }
}
