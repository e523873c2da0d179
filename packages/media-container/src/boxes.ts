import type { Buffer } from 'node:buffer'
import type { ByteWindow } from './byte-window.ts'
import { chunkLimit } from './limits.ts'

/** A box of the ISO base media file format (ISO/IEC 14496-12): MP4, QuickTime, AVIF, and the container of JPEG XL. */
export interface Box {
  /** Four letters, such as `moov`. */
  readonly type: string
  /** The position of the data in the file. */
  readonly offset: number
  /** The length of the data; less than declared where the file ends earlier. */
  readonly length: number
  /** Whether the file holds all that the box declares. */
  readonly whole: boolean
}

interface Head {
  readonly type: string
  readonly size: number
  readonly length: number
}

/** The bytes read ahead of a box that is gone through, which usually holds all of it. */
const aheadBytes = 64 * 1024

/** The boxes of one file, with a limit on how many are looked at in all. */
export class Boxes {
  readonly #file: ByteWindow
  #left = chunkLimit

  constructor(file: ByteWindow) {
    this.#file = file
  }

  /** The boxes at the top of the file. */
  top(): Generator<Box, void> {
    return this.#between(0, this.#file.size)
  }

  /** The boxes within another, behind the first `skip` bytes of its data. */
  within({ offset, length }: Box, skip = 0): Generator<Box, void> {
    this.#file.bytes(offset, Math.min(length, aheadBytes))
    return this.#between(offset + skip, offset + length)
  }

  /** The first box of a type within another. */
  find(parent: Box, type: string, skip = 0): Box | undefined {
    for (const box of this.within(parent, skip)) if (box.type === type) return box
    return undefined
  }

  /** The data of a box, or its first bytes. */
  data({ offset, length }: Box, limit: number = length): Buffer {
    return this.#file.bytes(offset, Math.min(length, limit))
  }

  *#between(start: number, end: number): Generator<Box, void> {
    let offset = start
    while (offset + 8 <= end && this.#left-- > 0) {
      const head = this.#head(offset, end)
      if (head === undefined) return
      const available = Math.min(head.size, end - offset)
      yield {
        type: head.type,
        offset: offset + head.length,
        length: available - head.length,
        whole: available === head.size,
      }
      offset += head.size
    }
  }

  /** Type, size and own length of a head. Size 1 means that 64 bits follow, size 0 up to the end. */
  #head(offset: number, end: number): Head | undefined {
    const bytes = this.#file.bytes(offset, 16)
    if (bytes.length < 8) return undefined
    const type = bytes.toString('latin1', 4, 8)
    const declared = bytes.readUInt32BE(0)
    const size = declared === 0 ? end - offset : declared
    if (declared !== 1) return size < 8 ? undefined : { type, size, length: 8 }
    const long = bytes.length < 16 ? 0 : Number(bytes.readBigUInt64BE(8))
    return long < 16 || offset + 16 > end ? undefined : { type, size: long, length: 16 }
  }
}
