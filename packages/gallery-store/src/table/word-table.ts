import { Buffer } from 'node:buffer'
import { grown } from './text-heap.ts'

const separator = 0x20
/** Parts up to this length lie in so many words that a look at each byte is cheaper than a call for each find. */
const shortPart = 2

/** The stored parts of a table. */
export interface WordParts {
  readonly count: number
  /** The words, each with a space behind it. */
  readonly bytes: Buffer
  /** Where each word starts, and where the next one would. */
  readonly starts: Uint32Array
}

/** The words that have a part in them, ascending, and a byte for each word that is 1 for these. */
export interface MarkedWords {
  readonly words: readonly number[]
  readonly marks: Uint8Array
}

/** The different words of all prompts, each with a number; appended only. */
export class WordTable {
  #count = 0
  #bytes: Buffer
  #starts: Uint32Array
  #buckets = new Uint32Array(0)

  constructor({ count, bytes, starts }: WordParts = noWords()) {
    this.#count = count
    this.#bytes = bytes
    this.#starts = starts
    this.#rehash()
  }

  get count(): number {
    return this.#count
  }

  parts(): WordParts {
    return { count: this.#count, bytes: this.#bytes, starts: this.#starts }
  }

  /** The number of a word; `hash` is `hashByte` over its bytes. */
  intern(source: Buffer, from: number, to: number, hash: number): number {
    const mask = this.#buckets.length - 1
    for (let bucket = hash & mask; ; bucket = (bucket + 1) & mask) {
      const word = (this.#buckets[bucket] ?? 0) - 1
      if (word < 0) return this.#append(source, from, to, bucket)
      if (this.#is(word, source, from, to)) return word
    }
  }

  /** The words with this part, which has no space. */
  mark(part: Buffer): MarkedWords {
    const bytes = this.#bytes.subarray(0, this.#starts[this.#count])
    const words = part.length <= shortPart ? findShort(bytes, part) : this.#findLong(bytes, part)
    const marks = new Uint8Array(this.#count)
    for (const word of words) marks[word] = 1
    return { words, marks }
  }

  #findLong(bytes: Buffer, part: Buffer): number[] {
    const words: number[] = []
    let word = 0
    for (let at = bytes.indexOf(part); at >= 0; ) {
      word = this.#wordAt(at, word)
      words.push(word)
      at = bytes.indexOf(part, this.#starts[word + 1])
    }
    return words
  }

  /** The word with this byte, searched from `from` in growing steps, since finds are often neighbours. */
  #wordAt(at: number, from: number): number {
    let low = from
    let step = 1
    while (low + step < this.#count && (this.#starts[low + step] ?? 0) <= at) {
      low += step
      step *= 2
    }
    let high = Math.min(low + step, this.#count)
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] ?? 0) <= at) low = middle
      else high = middle
    }
    return low
  }

  #is(word: number, source: Buffer, from: number, to: number): boolean {
    const bytes = this.#bytes
    let at = this.#starts[word] ?? 0
    if ((this.#starts[word + 1] ?? 0) - at - 1 !== to - from) return false
    for (let index = from; index < to; index += 1) {
      if (bytes[at] !== source[index]) return false
      at += 1
    }
    return true
  }

  #append(source: Buffer, from: number, to: number, bucket: number): number {
    const word = this.#count
    const start = this.#starts[word] ?? 0
    const end = start + to - from + 1
    if (word + 2 > this.#starts.length) this.#starts = grown(this.#starts, (word + 2) * 2)
    if (end > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.ceil(end * 1.5))
      this.#bytes.copy(larger, 0, 0, start)
      this.#bytes = larger
    }
    source.copy(this.#bytes, start, from, to)
    this.#bytes[end - 1] = separator
    this.#count += 1
    this.#starts[this.#count] = end
    this.#buckets[bucket] = word + 1
    if (this.#count * 2 > this.#buckets.length) this.#rehash()
    return word
  }

  #rehash(): void {
    let size = 2048
    while (size < this.#count * 3) size *= 2
    const buckets = new Uint32Array(size)
    const bytes = this.#bytes
    let at = 0
    for (let word = 0; word < this.#count; word += 1) {
      let hash = emptyHash
      for (; bytes[at] !== separator; at += 1) hash = hashByte(hash, bytes[at] ?? 0)
      at += 1
      let bucket = hash & (size - 1)
      while (buckets[bucket] !== 0) bucket = (bucket + 1) & (size - 1)
      buckets[bucket] = word + 1
    }
    this.#buckets = buckets
  }
}

function findShort(bytes: Buffer, part: Buffer): number[] {
  const [first, second] = part
  const words: number[] = []
  let word = 0
  let last = -1
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === separator) word += 1
    else if (byte === first && word !== last && (part.length < 2 || bytes[at + 1] === second)) {
      words.push(word)
      last = word
    }
  }
  return words
}

function noWords(): WordParts {
  return { count: 0, bytes: Buffer.allocUnsafeSlow(4096), starts: new Uint32Array(1024) }
}

/** The FNV-1a hash of no bytes. */
export const emptyHash = 0x811c9dc5

/** The FNV-1a hash with one byte more. */
export function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}
