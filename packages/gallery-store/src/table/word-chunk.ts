/** The number of prompts in a chunk: few enough that those of the last one are looked through one by one. */
export const chunkPrompts = 16_384
/** The bytes of a bit for each prompt of a chunk. */
export const chunkBytes: number = chunkPrompts / 8

/** The words of the prompts of a chunk: those of prompt n are `ids` from `starts[n]` up to `starts[n + 1]`. */
export interface PromptsInWords {
  readonly count: number
  readonly starts: Uint32Array
  readonly ids: Uint32Array
}

/**
 * The prompts of each word in a full chunk: as gaps between them in one byte or two, or, where that is shorter, as a bit
 * for each prompt of the chunk.
 */
export interface WordChunk {
  /** The words that occur, ascending. */
  readonly words: Uint32Array
  /** Where the prompts of each word end in `bytes`. */
  readonly ends: Uint32Array
  readonly bytes: Uint8Array
}

/** Turns a full chunk around: words of prompts → prompts of words. `wordCount`: the number of words so far. */
export function sealChunk({ count, starts, ids }: PromptsInWords, wordCount: number): WordChunk {
  const uses = ids.subarray(0, starts[count])
  const { words, places } = countWords(uses, wordCount)
  const prompts = new Uint16Array(uses.length)
  for (let prompt = 0; prompt < count; prompt += 1) {
    const end = starts[prompt + 1] ?? 0
    for (let index = starts[prompt] ?? 0; index < end; index += 1) {
      const word = uses[index] ?? 0
      const place = places[word] ?? 0
      prompts[place] = prompt
      places[word] = place + 1
    }
  }
  const writer = new ChunkWriter(prompts)
  let start = 0
  const ends = words.map((word) => {
    const end = places[word] ?? 0
    const at = writer.write(start, end)
    start = end
    return at
  })
  return { words, ends, bytes: writer.bytes() }
}

interface WordCounts {
  /** The words that occur, ascending. */
  readonly words: Uint32Array
  /** Where the prompts of each word begin, when those of all are in one row. */
  readonly places: Uint32Array
}

function countWords(uses: Uint32Array, wordCount: number): WordCounts {
  const places = new Uint32Array(wordCount)
  for (let index = 0; index < uses.length; index += 1) {
    const word = uses[index] ?? 0
    places[word] = (places[word] ?? 0) + 1
  }
  const words = new Uint32Array(wordCount)
  let different = 0
  let place = 0
  for (let word = 0; word < wordCount; word += 1) {
    const count = places[word] ?? 0
    words[different] = word
    different += Number(count > 0)
    places[word] = place
    place += count
  }
  return { words: words.slice(0, different), places }
}

/** Writes the prompts of one word after the other. */
class ChunkWriter {
  readonly #prompts: Uint16Array
  readonly #bytes: Uint8Array
  #end = 0

  constructor(prompts: Uint16Array) {
    this.#prompts = prompts
    this.#bytes = new Uint8Array(prompts.length * 2)
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#end)
  }

  /** Writes a stretch of prompts in the shorter way; gives the end of what was written. */
  write(start: number, end: number): number {
    const written = this.#writeGaps(start, end)
    if (written - this.#end < chunkBytes) this.#end = written
    else this.#writeBits(start, end)
    return this.#end
  }

  /** A prompt that has a word twice is there twice, next to itself. */
  #writeGaps(start: number, end: number): number {
    let at = this.#end
    let previous = -1
    for (let index = start; index < end; index += 1) {
      const prompt = this.#prompts[index] ?? 0
      const gap = prompt - previous
      if (gap === 0) continue
      previous = prompt
      if (gap < 128) this.#bytes[at++] = gap
      else {
        this.#bytes[at++] = 128 | (gap & 127)
        this.#bytes[at++] = gap >>> 7
      }
    }
    return at
  }

  #writeBits(start: number, end: number): void {
    const bits = this.#bytes.subarray(this.#end, this.#end + chunkBytes).fill(0)
    for (let index = start; index < end; index += 1) setBit(bits, this.#prompts[index] ?? 0)
    this.#end += chunkBytes
  }
}

function setBit(bits: Uint8Array, prompt: number): void {
  bits[prompt >>> 3] = (bits[prompt >>> 3] ?? 0) | (1 << (prompt & 7))
}
