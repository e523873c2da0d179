import type { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import { chunkLimit } from '../limits.ts'

/** An element of EBML (RFC 8794), the form of Matroska and WebM. */
export interface Element {
  readonly id: number
  readonly offset: number
  /** The length of the data, up to the end of what holds it where it is unknown. */
  readonly length: number
  /** Whether the element says how long it is; one that is still being written does not. */
  readonly sized: boolean
  /** Whether the file holds all that the element declares. */
  readonly whole: boolean
}

/** The bytes read ahead of an element that is gone through. */
const aheadBytes = 64 * 1024
/** The longest head: an id of four bytes and a length of eight. */
const headBytes = 12

/** The elements of one file, with a limit on how many are looked at in all. */
export class Elements {
  readonly #file: ByteWindow
  #left = chunkLimit

  constructor(file: ByteWindow) {
    this.#file = file
  }

  top(): Generator<Element, void> {
    return this.between(0, this.#file.size)
  }

  within({ offset, length }: Element): Generator<Element, void> {
    this.#file.bytes(offset, Math.min(length, aheadBytes))
    return this.between(offset, offset + length)
  }

  find(parent: Element, id: number): Element | undefined {
    for (const element of this.within(parent)) if (element.id === id) return element
    return undefined
  }

  data({ offset, length }: Element, limit: number = length): Buffer {
    return this.#file.bytes(offset, Math.min(length, limit))
  }

  *between(start: number, end: number): Generator<Element, void> {
    let offset = start
    while (offset + 2 <= end && this.#left-- > 0) {
      const head = this.#file.bytes(offset, headBytes)
      const idLength = lengthOf(head[0], 4)
      const sizeLength = lengthOf(head[idLength], 8)
      if (idLength === 0 || sizeLength === 0 || head.length < idLength + sizeLength) return
      const size = sizeAt(head, idLength, sizeLength)
      const data = offset + idLength + sizeLength
      const available = Math.max(Math.min(size ?? Number.POSITIVE_INFINITY, end - data), 0)
      yield {
        id: head.readUIntBE(0, idLength),
        offset: data,
        length: available,
        sized: size !== undefined,
        whole: size === available,
      }
      offset = data + (size ?? available)
    }
  }
}

/** The length of a number whose first byte begins with as many zero bits, less one; 0 where it is none. */
function lengthOf(first: number | undefined, most: number): number {
  const length = first === undefined ? 0 : Math.clz32(first) - 23
  return length > most ? 0 : length
}

/** The length that a head names, without the bit that marks its own length; undefined when all bits are set. */
function sizeAt(head: Buffer, at: number, length: number): number | undefined {
  let value = (head[at] ?? 0) & (0xff >> length)
  let isUnknown = value === 0xff >> length
  for (let index = 1; index < length; index++) {
    const byte = head[at + index] ?? 0
    isUnknown &&= byte === 0xff
    value = value * 256 + byte
  }
  return isUnknown ? undefined : value
}

/** An unsigned number of up to eight bytes. */
export function unsigned(data: Buffer): number {
  let value = 0
  for (const byte of data.subarray(0, 8)) value = value * 256 + byte
  return value
}

export function float(data: Buffer): number | undefined {
  if (data.length === 4) return data.readFloatBE(0)
  return data.length === 8 ? data.readDoubleBE(0) : undefined
}
