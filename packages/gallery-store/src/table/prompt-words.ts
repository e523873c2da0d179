import { Buffer } from 'node:buffer'
import { searchChunk } from './search-chunk.ts'
import { grown } from './text-heap.ts'
import {
  chunkBytes,
  chunkPrompts,
  type PromptsInWords,
  sealChunk,
  type WordChunk,
} from './word-chunk.ts'
import { emptyHash, hashByte, type WordParts, WordTable } from './word-table.ts'

const space = 0x20

export interface PromptWordsParts {
  readonly table: WordParts
  readonly full: readonly WordChunk[]
  readonly open: PromptsInWords
}

/**
 * Which words each prompt has, to search them: a word that is searched has no white space, so it lies within one word of
 * the prompt. It is looked for in the different words, far fewer than prompts, and the prompts of those that have it are
 * joined. Prompts are appended only, so all but the last chunk of them is never written again.
 */
export class PromptWords {
  readonly #table: WordTable
  readonly #full: WordChunk[]
  #starts: Uint32Array
  #ids: Uint32Array
  /** The number of prompts in the open chunk. */
  #count: number
  #scratch = Buffer.allocUnsafeSlow(4096)

  constructor(parts?: PromptWordsParts) {
    this.#table = new WordTable(parts?.table)
    this.#full = [...(parts?.full ?? [])]
    const { count, starts, ids } = parts?.open ?? emptyChunk()
    this.#count = count
    this.#starts = starts
    this.#ids = ids
  }

  parts(): PromptWordsParts {
    const open = { count: this.#count, starts: this.#starts, ids: this.#ids }
    return { table: this.#table.parts(), full: [...this.#full], open }
  }

  /** Adds the next prompt, folded. */
  append(folded: string): void {
    const start = this.#starts[this.#count] ?? 0
    this.#count += 1
    this.#starts[this.#count] = this.#appendWords(folded, start)
    if (this.#count === chunkPrompts) this.#seal()
  }

  /** The prompts with every one of these words, as a bit for each prompt; the words must be folded. */
  search(words: readonly string[]): Uint8Array {
    const marked = words
      .map((word) => this.#table.mark(Buffer.from(word)))
      .sort((a, b) => a.words.length - b.words.length)
    const found = new Uint8Array((this.#full.length + 1) * chunkBytes)
    if (marked[0]?.words.length === 0) return found
    found.fill(255)
    for (const [index, chunk] of this.#full.entries()) {
      const bits = found.subarray(index * chunkBytes, (index + 1) * chunkBytes)
      marked.every((word) => keepBits(bits, searchChunk(chunk, word)))
    }
    const open = found.subarray(this.#full.length * chunkBytes)
    for (const { marks } of marked) this.#keepOpen(open, marks)
    return found
  }

  /** Words end at ASCII's white space: what of the rest is left after folding is part of a word here, which does no harm. */
  #appendWords(folded: string, start: number): number {
    if (this.#scratch.length <= folded.length * 3) {
      this.#scratch = Buffer.allocUnsafeSlow(folded.length * 3 + 1)
    }
    const bytes = this.#scratch
    const length = bytes.write(folded)
    bytes[length] = space
    let end = start
    for (let at = 0; at < length; at += 1) {
      const from = at
      let hash = emptyHash
      for (let byte = bytes[at] ?? space; !isWhite(byte); byte = bytes[at] ?? space) {
        hash = hashByte(hash, byte)
        at += 1
      }
      if (at === from) continue
      if (end === this.#ids.length) this.#ids = grown(this.#ids, end * 2)
      this.#ids[end] = this.#table.intern(bytes, from, at, hash)
      end += 1
    }
    return end
  }

  /** Begins new arrays, for the old ones may be on their way into a snapshot. */
  #seal(): void {
    const { open, table } = this.parts()
    this.#full.push(sealChunk(open, table.count))
    const { count, starts, ids } = emptyChunk()
    this.#count = count
    this.#starts = starts
    this.#ids = ids
  }

  /** Keeps of the prompts in the open chunk those with a marked word. */
  #keepOpen(bits: Uint8Array, marks: Uint8Array): void {
    const ids = this.#ids
    for (let prompt = 0; prompt < this.#count; prompt += 1) {
      const bit = 1 << (prompt & 7)
      const byte = bits[prompt >>> 3] ?? 0
      if ((byte & bit) === 0) continue
      let index = this.#starts[prompt] ?? 0
      const end = this.#starts[prompt + 1] ?? 0
      while (index < end && marks[ids[index] ?? 0] === 0) index += 1
      if (index === end) bits[prompt >>> 3] = byte & ~bit
    }
  }
}

function isWhite(byte: number): boolean {
  return byte === space || (byte >= 9 && byte <= 13)
}

function emptyChunk(): PromptsInWords {
  return { count: 0, starts: new Uint32Array(chunkPrompts + 1), ids: new Uint32Array(1024) }
}

/** Tells whether any bit is left. */
function keepBits(kept: Uint8Array, bits: Uint8Array): boolean {
  let left = 0
  for (let index = 0; index < chunkBytes; index += 1) {
    const both = (kept[index] ?? 0) & (bits[index] ?? 0)
    kept[index] = both
    left |= both
  }
  return left > 0
}
