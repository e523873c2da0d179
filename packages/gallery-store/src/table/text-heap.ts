import { Buffer } from 'node:buffer'

export const segmentBytes: number = 1 << 22
const segmentMask = segmentBytes - 1
/** The characters of a text that are kept, which have no more than 1 MB. */
export const longestText: number = Math.floor((1 << 20) / 3)

/** The stored parts of a heap; all `segments` but the last are full. */
export interface HeapParts {
  readonly count: number
  readonly end: number
  readonly offsets: Uint32Array
  readonly lengths: Uint32Array
  readonly hashes: Uint32Array
  readonly segments: readonly Buffer[]
}

/**
 * Texts as UTF-8 in segments of 4 MB, appended only: an id stays valid for the life of the heap, and growing never
 * copies a text. Equal texts share an id; 0 is `''`. Texts are cut at 1 MB.
 */
export class TextHeap {
  #count = 0
  #end = 0
  #offsets: Uint32Array = new Uint32Array(1024)
  #lengths: Uint32Array = new Uint32Array(1024)
  #hashes: Uint32Array = new Uint32Array(1024)
  #buckets = new Uint32Array(2048)
  readonly #segments: Buffer[] = []

  constructor(parts?: HeapParts) {
    if (parts === undefined) {
      this.intern('')
      return
    }
    this.#count = parts.count
    this.#end = parts.end
    this.#offsets = parts.offsets
    this.#lengths = parts.lengths
    this.#hashes = parts.hashes
    this.#segments.push(...parts.segments)
    this.#rehash()
  }

  get count(): number {
    return this.#count
  }

  /** The number of bytes in use. */
  get end(): number {
    return this.#end
  }

  parts(): HeapParts {
    return {
      count: this.#count,
      end: this.#end,
      offsets: this.#offsets,
      lengths: this.#lengths,
      hashes: this.#hashes,
      segments: this.#segments,
    }
  }

  /** The text of an id; `''` for none. */
  text(id = 0): string {
    const offset = this.#offset(id)
    const start = offset & segmentMask
    const segment = this.#segments[offset >>> 22]
    return segment === undefined ? '' : segment.toString('utf8', start, start + this.length(id))
  }

  length(id: number): number {
    return this.#lengths[id] ?? 0
  }

  /** The bytes of a text without a copy. */
  bytes(id: number): Buffer {
    const start = this.start(id)
    return this.segment(id).subarray(start, start + this.length(id))
  }

  /** The bytes among which those of a text are. */
  segment(id: number): Buffer {
    return this.#segmentAt(this.#offset(id))
  }

  /** Where a text starts in its segment. */
  start(id: number): number {
    return this.#offset(id) & segmentMask
  }

  intern(text: string): number {
    const { offset, length, hash } = this.#write(text)
    const found = this.#lookup(offset, length, hash)
    if (found !== undefined) return found
    return this.#append(offset, length, hash)
  }

  /** The id of an existing text; adds nothing. */
  find(text: string): number | undefined {
    const { offset, length, hash } = this.#write(text)
    return this.#lookup(offset, length, hash)
  }

  /** Writes a text behind the end; `#append` makes it a part of the heap. */
  #write(text: string): { offset: number; length: number; hash: number } {
    const cut = text.slice(0, longestText)
    let offset = this.#end
    if (segmentBytes - (offset & segmentMask) < cut.length * 3) {
      offset = (offset + segmentMask) & ~segmentMask
    }
    offset >>>= 0
    const segment = this.#segmentAt(offset)
    const start = offset & segmentMask
    const length = segment.write(cut, start)
    return { offset, length, hash: hashBytes(segment, start, start + length) }
  }

  #segmentAt(offset: number): Buffer {
    const index = offset >>> 22
    const present = this.#segments[index]
    if (present !== undefined) return present
    const created = Buffer.allocUnsafeSlow(segmentBytes)
    this.#segments[index] = created
    return created
  }

  #offset(id: number): number {
    return this.#offsets[id] ?? 0
  }

  #lookup(offset: number, length: number, hash: number): number | undefined {
    const mask = this.#buckets.length - 1
    for (let bucket = hash & mask; ; bucket = (bucket + 1) & mask) {
      const id = (this.#buckets[bucket] ?? 0) - 1
      if (id < 0) return undefined
      if (this.#hashes[id] === hash && this.#equals(id, offset, length)) return id
    }
  }

  #equals(id: number, offset: number, length: number): boolean {
    if (this.#lengths[id] !== length) return false
    const start = offset & segmentMask
    return this.bytes(id).equals(this.#segmentAt(offset).subarray(start, start + length))
  }

  #append(offset: number, length: number, hash: number): number {
    if (this.#count === this.#offsets.length) this.#grow()
    const id = this.#count
    this.#offsets[id] = offset
    this.#lengths[id] = length
    this.#hashes[id] = hash
    this.#count += 1
    this.#end = offset + length
    if (this.#count * 2 > this.#buckets.length) this.#rehash()
    else this.#place(id)
    return id
  }

  #grow(): void {
    const capacity = this.#offsets.length * 2
    this.#offsets = grown(this.#offsets, capacity)
    this.#lengths = grown(this.#lengths, capacity)
    this.#hashes = grown(this.#hashes, capacity)
  }

  #rehash(): void {
    let size = 2048
    while (size < this.#count * 3) size *= 2
    this.#buckets = new Uint32Array(size)
    for (let id = 0; id < this.#count; id += 1) this.#place(id)
  }

  #place(id: number): void {
    const mask = this.#buckets.length - 1
    let bucket = (this.#hashes[id] ?? 0) & mask
    while (this.#buckets[bucket] !== 0) bucket = (bucket + 1) & mask
    this.#buckets[bucket] = id + 1
  }
}

/** The FNV-1a hash. */
function hashBytes(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let index = start; index < end; index += 1) {
    hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193)
  }
  return hash >>> 0
}

export function grown(array: Uint32Array, capacity: number): Uint32Array {
  const larger = new Uint32Array(capacity)
  larger.set(array)
  return larger
}
