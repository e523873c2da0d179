import { Buffer } from 'node:buffer'
import type { ByteSource } from './byte-source.ts'
import { readByteLimit } from './limits.ts'

/** The size of the head in bytes; most generated pictures keep all their text within it. */
const headBytes = 32 * 1024

const nothing = Buffer.alloc(0)

/** Reads a source by offset: the head once, everything beyond it exactly as asked, until the budget of a file is spent. */
export class ByteWindow {
  readonly size: number
  readonly #source: ByteSource
  #bytes: Buffer = nothing
  #start = 0
  #left: number = readByteLimit

  constructor(source: ByteSource) {
    this.#source = source
    this.size = source.size
  }

  /** Bytes at an offset, fewer at the end of the file. Valid until the next call. */
  bytes(offset: number, length: number): Buffer {
    const available = Math.min(length, this.size - offset)
    if (offset < 0 || !(available > 0)) return nothing
    const from = offset - this.#start
    if (from < 0 || from + available > this.#bytes.length) {
      if (available > this.#left) return nothing
      this.#fetch(offset, available)
    }
    const start = offset - this.#start
    return this.#bytes.subarray(start, start + available)
  }

  #fetch(offset: number, length: number): void {
    const wanted = offset < headBytes && length < headBytes ? headBytes : length
    const start = wanted === headBytes && offset + length <= headBytes ? 0 : offset
    this.#left -= Math.min(wanted, this.size - start)
    const read = this.#source.read(start, Math.min(wanted, this.size - start))
    this.#bytes = Buffer.from(read.buffer, read.byteOffset, read.byteLength)
    this.#start = start
  }
}
