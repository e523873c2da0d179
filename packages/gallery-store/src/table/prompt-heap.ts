import { Buffer } from 'node:buffer'
import { foldText } from './fold-text.ts'
import { grown, type HeapParts, segmentBytes, TextHeap } from './text-heap.ts'

const cachedWords = 16
export const chunkBytes = 6
/** The size of the sample of each segment, a few dozen prompts, to distinguish rare words from common ones. */
const sampledBytes = 16 * 1024
/** The number of bytes by which prompts are sorted. */
export const sortedBytes = 256

interface Segment {
  readonly bytes: Buffer
  readonly firstId: number
  end: number
}

interface WordHits {
  upTo: number
  ids: Uint32Array
  count: number
}

export interface FoldedParts {
  readonly segments: readonly {
    readonly bytes: Buffer
    readonly firstId: number
    readonly end: number
  }[]
  readonly starts: Uint32Array
  readonly lengths: Uint32Array
}

/**
 * Prompts by id, each also folded, in segments that `indexOf` searches at memory speed. Texts are append-only, so hits
 * of a word stay valid: those of the last 16 words are kept, and only new texts are searched.
 */
export class PromptHeap {
  readonly texts: TextHeap
  readonly #segments: Segment[] = []
  /** The start of each folded text within its segment. */
  #starts: Uint32Array = new Uint32Array(1024)
  #lengths: Uint32Array = new Uint32Array(1024)
  #count = 0
  readonly #words = new Map<string, WordHits>()

  constructor(parts?: { readonly texts: HeapParts; readonly folded: FoldedParts }) {
    this.texts = new TextHeap(parts?.texts)
    if (parts === undefined) {
      this.#append('')
      return
    }
    this.#segments.push(...parts.folded.segments.map((segment) => ({ ...segment })))
    this.#starts = grown(parts.folded.starts, Math.max(1024, parts.folded.starts.length))
    this.#lengths = grown(parts.folded.lengths, Math.max(1024, parts.folded.lengths.length))
    this.#count = parts.texts.count
  }

  get count(): number {
    return this.#count
  }

  foldedParts(): FoldedParts {
    return { segments: this.#segments, starts: this.#starts, lengths: this.#lengths }
  }

  intern(prompt: string): number {
    const id = this.texts.intern(prompt)
    if (id === this.#count) this.#append(foldText(this.texts.text(id)).replaceAll('\0', ' '))
    return id
  }

  /** The sort key: the first bytes of the folded prompt. */
  sortKey(id: number): Buffer {
    return this.#folded(id).subarray(0, sortedBytes)
  }

  /** The ids of prompts with every word, ascending; the words must be folded. */
  search(words: readonly string[]): Uint32Array {
    // The rarest word is searched in all prompts, every other one only in the hits so far.
    const [first, ...others] = this.#rarestFirst(words)
    if (first === undefined) return new Uint32Array(0)
    let ids = toIds(this.#hits(first))
    for (const word of others) {
      ids = this.#isKnown(word)
        ? intersect(ids, toIds(this.#hits(word)))
        : this.#narrow(ids, Buffer.from(word))
    }
    return ids
  }

  #isKnown(word: string): boolean {
    return this.#words.get(word)?.upTo === this.#count
  }

  #rarestFirst(words: readonly string[]): readonly string[] {
    const [first] = words
    if (first === undefined || words.length === 1) return words
    return words
      .map((word) => ({ word, share: this.#share(word) }))
      .sort((a, b) => a.share - b.share || b.word.length - a.word.length)
      .map(({ word }) => word)
  }

  /** The approximate share of prompts with the word: by its hits, or by a sample from the start of each segment. */
  #share(word: string): number {
    if (this.#isKnown(word)) return (this.#words.get(word)?.count ?? 0) / this.#count
    const needle = Buffer.from(word)
    let hits = 0
    let prompts = 0
    for (const [index, { bytes, firstId, end }] of this.#segments.entries()) {
      const length = Math.min(end, sampledBytes)
      const sample = bytes.subarray(0, length)
      for (let at = sample.indexOf(needle); at >= 0; at = sample.indexOf(needle, at + 1)) hits += 1
      const endId = this.#segments[index + 1]?.firstId ?? this.#count
      prompts += this.#textAt(length - 1, firstId, endId) - firstId + 1
    }
    return hits / Math.max(1, prompts)
  }

  /** Six bytes of the sort key as a number; 0 beyond its end. */
  sortChunk(id: number, from: number): number {
    const bytes = this.#segments[this.#segmentOf(id)]?.bytes
    const start = this.#starts[id] ?? 0
    const end = start + Math.min(this.#lengths[id] ?? 0, sortedBytes)
    let chunk = 0
    for (let index = start + from; index < start + from + chunkBytes; index += 1) {
      chunk = chunk * 256 + (index < end ? (bytes?.[index] ?? 0) : 0)
    }
    return chunk
  }

  #narrow(ids: Uint32Array, needle: Buffer): Uint32Array {
    const both: number[] = []
    let place = 0
    for (const [index, segment] of this.#segments.entries()) {
      const endId = this.#segments[index + 1]?.firstId ?? this.#count
      let end = place
      while (end < ids.length && (ids[end] ?? 0) < endId) end += 1
      this.#narrowSegment(ids.subarray(place, end), needle, { segment, endId }, both)
      place = end
    }
    return Uint32Array.from(both)
  }

  /** Jumps between hits and candidates, so that there are no more searches than there are of either. */
  #narrowSegment(
    ids: Uint32Array,
    needle: Buffer,
    { segment, endId }: { readonly segment: Segment; readonly endId: number },
    both: number[],
  ): void {
    const bytes = segment.bytes.subarray(0, segment.end)
    for (let place = 0; place < ids.length; ) {
      const id = ids[place] ?? 0
      const at = bytes.indexOf(needle, this.#starts[id] ?? 0)
      const found = at < 0 ? endId : this.#textAt(at, id, endId)
      if (found === id) both.push(id)
      place += 1
      while (place < ids.length && (ids[place] ?? 0) < found) place += 1
    }
  }

  #folded(id: number): Buffer {
    const segment = this.#segments[this.#segmentOf(id)]
    const start = this.#starts[id] ?? 0
    if (segment === undefined) return Buffer.alloc(0)
    return segment.bytes.subarray(start, start + (this.#lengths[id] ?? 0))
  }

  #append(folded: string): void {
    const id = this.#count
    if (id === this.#starts.length) {
      this.#starts = grown(this.#starts, id * 2)
      this.#lengths = grown(this.#lengths, id * 2)
    }
    const needed = folded.length * 3 + 1
    let segment = this.#segments.at(-1)
    if (segment === undefined || segment.bytes.length - segment.end < needed) {
      const bytes = Buffer.allocUnsafeSlow(Math.max(segmentBytes, needed))
      segment = { bytes, firstId: id, end: 0 }
      this.#segments.push(segment)
    }
    const length = segment.bytes.write(folded, segment.end)
    this.#starts[id] = segment.end
    this.#lengths[id] = length
    segment.bytes[segment.end + length] = 0
    segment.end += length + 1
    this.#count += 1
  }

  #segmentOf(id: number): number {
    let low = 0
    let high = this.#segments.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.#segments[middle]?.firstId ?? 0) <= id) low = middle
      else high = middle - 1
    }
    return low
  }

  #hits(word: string): WordHits {
    const hits = this.#words.get(word) ?? { upTo: 0, ids: new Uint32Array(64), count: 0 }
    this.#words.delete(word)
    this.#words.set(word, hits)
    if (this.#words.size > cachedWords) {
      const [oldest] = this.#words.keys()
      if (oldest !== undefined) this.#words.delete(oldest)
    }
    if (hits.upTo < this.#count) this.#extend(hits, Buffer.from(word))
    return hits
  }

  #extend(hits: WordHits, needle: Buffer): void {
    for (let index = this.#segmentOf(hits.upTo); index < this.#segments.length; index += 1) {
      const segment = this.#segments[index]
      if (segment === undefined) break
      this.#searchSegment(hits, needle, segment, this.#segments[index + 1]?.firstId ?? this.#count)
    }
    hits.upTo = this.#count
  }

  #searchSegment(hits: WordHits, needle: Buffer, segment: Segment, endId: number): void {
    const bytes = segment.bytes.subarray(0, segment.end)
    let id = Math.max(hits.upTo, segment.firstId)
    while (id < endId) {
      const at = bytes.indexOf(needle, this.#starts[id] ?? 0)
      if (at < 0) return
      id = this.#textAt(at, id, endId)
      if (hits.count === hits.ids.length) hits.ids = grown(hits.ids, hits.count * 2)
      hits.ids[hits.count] = id
      hits.count += 1
      id += 1
    }
  }

  /** The text with this byte, searched from `from` in growing steps, since hits are often neighbours. */
  #textAt(at: number, from: number, endId: number): number {
    let low = from
    let step = 1
    while (low + step < endId && (this.#starts[low + step] ?? 0) <= at) {
      low += step
      step *= 2
    }
    let high = Math.min(low + step, endId)
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] ?? 0) <= at) low = middle
      else high = middle
    }
    return low
  }
}

function toIds({ ids, count }: WordHits): Uint32Array {
  return ids.subarray(0, count)
}

function intersect(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(Math.min(a.length, b.length))
  let count = 0
  let other = 0
  for (const id of a) {
    while (other < b.length && (b[other] ?? 0) < id) other += 1
    if (b[other] === id) {
      both[count] = id
      count += 1
    }
  }
  return both.subarray(0, count)
}
