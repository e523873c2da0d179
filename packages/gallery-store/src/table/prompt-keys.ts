import { Buffer } from 'node:buffer'
import { foldText } from './fold-text.ts'
import { grown, TextHeap } from './text-heap.ts'

/** The number of bytes by which prompts are sorted. */
export const sortedBytes = 256
/** The bytes of a key that are read at once: as many as a number takes exactly. */
export const chunkBytes = 6

/** The bytes of ASCII as folding leaves them; whatever stands beside them changes nothing about that. */
const foldedAscii = Uint8Array.from({ length: 128 }, (_, byte) =>
  byte === 0 ? 0x20 : String.fromCharCode(byte).toLowerCase().charCodeAt(0),
)

/** A prompt as it is searched and sorted. */
export function foldPrompt(prompt: string): string {
  return foldText(prompt).replaceAll('\0', ' ')
}

/**
 * The sort keys of prompts: the first bytes of the folded text. Those of ASCII are read from the prompts themselves; others
 * are kept once they have been needed, for they are slow to make.
 */
export class PromptKeys {
  readonly #texts: TextHeap
  readonly #folded = new TextHeap()
  /** The folded beginning of each prompt; 0 for none yet. */
  #ids: Uint32Array = new Uint32Array(0)

  constructor(texts: TextHeap) {
    this.#texts = texts
  }

  /** The number of prompts. */
  get count(): number {
    return this.#texts.count
  }

  key(id: number): Buffer {
    const bytes = this.#texts.bytes(id).subarray(0, sortedBytes)
    if (bytes.some((byte) => byte >= 128)) return this.#foldedKey(id)
    return Buffer.from(bytes.map((byte) => foldedAscii[byte] ?? 0))
  }

  compare(a: number, b: number): number {
    if (a === b) return 0
    const first = this.#texts.bytes(a)
    const second = this.#texts.bytes(b)
    for (let index = 0; index < sortedBytes; index += 1) {
      const left = first[index]
      const right = second[index]
      if ((left ?? 0) >= 128 || (right ?? 0) >= 128) {
        return Buffer.compare(this.key(a), this.key(b))
      }
      if (left === undefined || right === undefined) return first.length - second.length
      const difference = (foldedAscii[left] ?? 0) - (foldedAscii[right] ?? 0)
      if (difference !== 0) return difference
    }
    return 0
  }

  /** Six bytes of a key as a number, for bytes beyond its end 0. */
  chunk(id: number, from: number): number {
    if ((this.#ids[id] ?? 0) > 0) return chunkOf(this.#foldedKey(id), from)
    const bytes = this.#texts.segment(id)
    const start = this.#texts.start(id)
    const end = start + Math.min(this.#texts.length(id), sortedBytes)
    let chunk = 0
    for (let at = start + from; at < start + from + chunkBytes; at += 1) {
      const byte = at < end ? (bytes[at] ?? 0) : -1
      if (byte >= 128) return chunkOf(this.#foldedKey(id), from)
      chunk = chunk * 256 + (byte < 0 ? 0 : (foldedAscii[byte] ?? 0))
    }
    return chunk
  }

  #foldedKey(id: number): Buffer {
    if (id >= this.#ids.length) this.#ids = grown(this.#ids, Math.ceil(this.count * 1.25))
    if (this.#ids[id] === 0) {
      // One more, so that a surrogate pair at the end of the key is whole.
      const folded = foldPrompt(this.#texts.text(id)).slice(0, sortedBytes + 1)
      this.#ids[id] = this.#folded.intern(folded)
    }
    return this.#folded.bytes(this.#ids[id] ?? 0).subarray(0, sortedBytes)
  }
}

function chunkOf(key: Buffer, from: number): number {
  let chunk = 0
  for (let at = from; at < from + chunkBytes; at += 1) chunk = chunk * 256 + (key[at] ?? 0)
  return chunk
}
