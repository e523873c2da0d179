import { Buffer } from 'node:buffer'
import type { ByteSource } from './byte-source.ts'

/** Most generated pictures keep all their text within this. */
const headBytes = 32 * 1024

const nothing = Buffer.alloc(0)

/** Reads of a source by offset; the head is fetched once, what lies beyond it exactly as asked. */
export class ByteWindow {
  readonly size: number
  readonly #source: ByteSource
  #bytes: Buffer = nothing
  #start = 0

  constructor(source: ByteSource) {
    this.#source = source
    this.size = source.size
  }

  /** Fewer bytes than asked at the end of the file. Valid until the next call. */
  bytes(offset: number, length: number): Buffer {
    const available = Math.min(length, this.size - offset)
    if (offset < 0 || !(available > 0)) return nothing
    const from = offset - this.#start
    if (from < 0 || from + available > this.#bytes.length) this.#fetch(offset, available)
    const start = offset - this.#start
    return this.#bytes.subarray(start, start + available)
  }

  #fetch(offset: number, length: number): void {
    const wanted = offset < headBytes && length < headBytes ? headBytes : length
    const start = wanted === headBytes && offset + length <= headBytes ? 0 : offset
    const read = this.#source.read(start, Math.min(wanted, this.size - start))
    this.#bytes = Buffer.from(read.buffer, read.byteOffset, read.byteLength)
    this.#start = start
  }
}
