import type { Buffer } from 'node:buffer'
import type { Box, Boxes } from '../boxes.ts'

export interface Item {
  readonly id: number
  readonly type: string
  /** The media type of an item of type `mime`, or `''`. */
  readonly contentType: string
}

export interface Extent {
  readonly offset: number
  readonly length: number
}

const itemLimit = 1024
const tableBytes = 64 * 1024

/** The items of a HEIF file (ISO/IEC 23008-12) by `iinf`, whose entries have been version 2 or 3 ever since. */
export function readItemInfo(boxes: Boxes, info: Box): readonly Item[] {
  const version = boxes.data(info, 1)[0] ?? 0
  const entries = [...boxes.within(info, version === 0 ? 6 : 8)].slice(0, itemLimit)
  return entries.flatMap((entry) =>
    entry.type === 'infe' ? readEntry(boxes.data(entry, 512)) : [],
  )
}

function readEntry(data: Buffer): readonly Item[] {
  const version = data[0] ?? 0
  const at = version === 3 ? 8 : 6
  if (version < 2 || data.length < at + 6) return []
  const id = version === 3 ? data.readUInt32BE(4) : data.readUInt16BE(4)
  const type = data.toString('latin1', at + 2, at + 6)
  const [, contentType = ''] = data.toString('latin1', at + 6).split('\0')
  return [{ id, type, contentType: type === 'mime' ? contentType : '' }]
}

/** The places of the items that lie in one piece, by `iloc`; those of method 1 lie within `idat`. */
export function readItemLocations(
  boxes: Boxes,
  location: Box,
  dataOffset: number,
): ReadonlyMap<number, Extent> {
  const table = new LocationTable(boxes.data(location, tableBytes), dataOffset)
  return table.read()
}

interface FieldSizes {
  readonly offset: number
  readonly length: number
  readonly base: number
  readonly index: number
}

/** The bytes of each field by the four halves of two bytes; undefined where the standard knows no field of such a size. */
function fieldSizes(halves: number, version: number): FieldSizes | undefined {
  const sizes = {
    offset: halves >> 12,
    length: (halves >> 8) & 15,
    base: (halves >> 4) & 15,
    index: version === 0 ? 0 : halves & 15,
  }
  return Object.values(sizes).every((size) => [0, 4, 8].includes(size)) ? sizes : undefined
}

class LocationTable {
  readonly #data: Buffer
  readonly #dataOffset: number
  #at = 8

  constructor(data: Buffer, dataOffset: number) {
    this.#data = data
    this.#dataOffset = dataOffset
  }

  read(): ReadonlyMap<number, Extent> {
    const places = new Map<number, Extent>()
    if (this.#data.length < 8) return places
    const version = this.#data[0] ?? 0
    if (version === 2) this.#at = 10
    const count = version === 2 ? this.#data.readUIntBE(6, Math.min(4, this.#data.length - 6)) : 0
    const items = version === 2 ? count : this.#data.readUInt16BE(6)
    const sizes = fieldSizes(this.#data.readUInt16BE(4), version)
    if (sizes === undefined) return places
    for (let index = 0; index < Math.min(items, itemLimit); index++) {
      const id = this.#number(version === 2 ? 4 : 2)
      const extent = this.#extent(version, sizes)
      if (extent === undefined) break
      if (extent.length > 0) places.set(id, extent)
    }
    return places
  }

  #extent(version: number, sizes: FieldSizes): Extent | undefined {
    const method = version === 0 ? 0 : this.#number(2) & 15
    this.#number(2)
    const base = this.#number(sizes.base)
    const extents = this.#number(2)
    let found: Extent = { offset: 0, length: 0 }
    for (let index = 0; index < extents; index++) {
      if (this.#at > this.#data.length) return undefined
      this.#number(sizes.index)
      const offset = base + this.#number(sizes.offset) + (method === 1 ? this.#dataOffset : 0)
      found = { offset, length: this.#number(sizes.length) }
    }
    // What lies in several pieces is a picture; texts have one.
    return extents === 1 && method < 2 ? found : { offset: 0, length: 0 }
  }

  /** A number of 0, 2, 4 or 8 bytes; 0 beyond the end, and for lengths that there are none of. */
  #number(size: number): number {
    const at = this.#at
    this.#at += size
    if (at + size > this.#data.length) return 0
    if (size === 8) return Number(this.#data.readBigUInt64BE(at))
    return size > 0 && size <= 4 ? this.#data.readUIntBE(at, size) : 0
  }
}
