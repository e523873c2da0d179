import { chunkBytes, type WordChunk } from './word-chunk.ts'
import type { MarkedWords } from './word-table.ts'

/** The steps of a look-up: where there are more words than this for each that is looked for, looking up is quicker. */
const lookupSteps = 16
/** The number of words after which it pays to see whether all prompts have been found. */
const manyWords = 256

/** The prompts of a chunk that have one of the words, as a bit for each prompt. */
export function searchChunk(chunk: WordChunk, marked: MarkedWords): Uint8Array {
  const bits = new Uint8Array(chunkBytes)
  if (marked.words.length * lookupSteps < chunk.words.length) addFew(chunk, marked, bits)
  else addMany(chunk, marked, bits)
  return bits
}

function addFew(chunk: WordChunk, { words }: MarkedWords, bits: Uint8Array): void {
  let low = 0
  for (const word of words) {
    let high = chunk.words.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((chunk.words[middle] ?? 0) < word) low = middle + 1
      else high = middle
    }
    if (chunk.words[low] === word) addWord(chunk, low, bits)
  }
}

/** Words that many prompts have came early and have low numbers, so common letters are soon found in every prompt. */
function addMany(chunk: WordChunk, { marks }: MarkedWords, bits: Uint8Array): void {
  let added = 0
  for (let index = 0; index < chunk.words.length; index += 1) {
    if (marks[chunk.words[index] ?? 0] !== 1) continue
    addWord(chunk, index, bits)
    added += 1
    if (added % manyWords === 0 && bits.every((byte) => byte === 255)) return
  }
}

function addWord({ ends, bytes }: WordChunk, index: number, bits: Uint8Array): void {
  const start = index === 0 ? 0 : (ends[index - 1] ?? 0)
  const end = ends[index] ?? 0
  if (end - start === chunkBytes) addBits(bytes, start, bits)
  else addGaps(bytes, start, end, bits)
}

function addBits(bytes: Uint8Array, start: number, bits: Uint8Array): void {
  for (let index = 0; index < chunkBytes; index += 1) {
    bits[index] = (bits[index] ?? 0) | (bytes[start + index] ?? 0)
  }
}

function addGaps(bytes: Uint8Array, start: number, end: number, bits: Uint8Array): void {
  let prompt = -1
  for (let at = start; at < end; at += 1) {
    let gap = bytes[at] ?? 0
    if (gap >= 128) {
      at += 1
      gap = (gap & 127) | ((bytes[at] ?? 0) << 7)
    }
    prompt += gap
    bits[prompt >>> 3] = (bits[prompt >>> 3] ?? 0) | (1 << (prompt & 7))
  }
}
