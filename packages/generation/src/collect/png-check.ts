import { crc32 } from 'node:zlib'
import { pngSignature } from '@darkroom/foundation'
import { BrokenDownloadError } from './errors.ts'

export interface PngSize {
  readonly width: number
  readonly height: number
}

export interface PngLimits {
  /** The most pixels that the picture may have. */
  readonly mostPixels: number
}

/** Room for what stands beside the pixels: prompt, workflow, colour profile. */
const roomForTexts = 32 * 2 ** 20

/** The channels of each colour type. */
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Length and type of a chunk, before its data. */
const headLength = 8
const crcLength = 4

/** The chunks that are read: size of the picture, and number of pictures of an animation. */
const readTypes: ReadonlySet<string> = new Set(['IHDR', 'acTL'])

type Part = 'signature' | 'head' | 'data' | 'crc'

/**
 * Checks a PNG while it streams past: chunk by chunk, with checksums, from its first byte to its last. What is no PNG,
 * or larger than its own head says it can be, is refused at the first byte that shows it.
 */
export class PngCheck {
  readonly #limits: PngLimits
  /** The part being gathered, and how much of it is there. */
  #part: Part = 'signature'
  #gathered: Buffer = Buffer.alloc(0)
  #type = ''
  /** The bytes of the chunk's data that are still to come. */
  #dataLeft = 0
  #crc = 0
  /** Data of the chunk, where it is one of those that are read. */
  #header: Buffer = Buffer.alloc(0)
  #size: PngSize | undefined
  #isWhole = false
  #bytes = 0
  #mostBytes = roomForTexts
  /** What one picture takes, uncompressed. */
  #rawBytes = 0

  constructor(limits: PngLimits) {
    this.#limits = limits
  }

  /** @throws BrokenDownloadError */
  add(chunk: Uint8Array): void {
    this.#bytes += chunk.length
    for (let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length); rest.length > 0; ) {
      if (this.#isWhole) throw new BrokenDownloadError('It goes on behind the end of the picture')
      rest = this.#part === 'data' ? this.#takeData(rest) : this.#gather(rest)
    }
    if (this.#bytes > this.#mostBytes) {
      throw new BrokenDownloadError(`It is larger than its ${sizeText(this.#size)} can be`)
    }
  }

  /** Size of the picture; undefined while it is not whole. */
  size(): PngSize | undefined {
    return this.#isWhole ? this.#size : undefined
  }

  #takeData(bytes: Buffer): Buffer {
    const data = bytes.subarray(0, this.#dataLeft)
    this.#crc = crc32(data, this.#crc)
    if (readTypes.has(this.#type)) this.#header = Buffer.concat([this.#header, data])
    this.#dataLeft -= data.length
    if (this.#dataLeft === 0) this.#part = 'crc'
    return bytes.subarray(data.length)
  }

  /** Gathers a part of a few bytes, however they are cut. */
  #gather(bytes: Buffer): Buffer {
    const length = this.#part === 'crc' ? crcLength : headLength
    const taken = bytes.subarray(0, length - this.#gathered.length)
    this.#gathered = Buffer.concat([this.#gathered, taken])
    if (this.#part === 'signature') this.#checkSignature()
    if (this.#gathered.length === length) {
      const whole = this.#gathered
      this.#gathered = Buffer.alloc(0)
      this.#enter(whole)
    }
    return bytes.subarray(taken.length)
  }

  #checkSignature(): void {
    const begun = this.#gathered
    if (begun.equals(pngSignature.subarray(0, begun.length))) return
    throw new BrokenDownloadError('It is no PNG')
  }

  #enter(whole: Buffer): void {
    if (this.#part === 'head') this.#openChunk(whole)
    else if (this.#part === 'crc') this.#closeChunk(whole.readUInt32BE(0))
    else this.#part = 'head'
  }

  #openChunk(head: Buffer): void {
    this.#dataLeft = head.readUInt32BE(0)
    this.#type = head.toString('latin1', 4)
    const isFirst = this.#size === undefined
    const isHeader = this.#type === 'IHDR' && this.#dataLeft === 13
    if (isFirst !== isHeader || !/^[a-zA-Z]{4}$/.test(this.#type)) {
      throw new BrokenDownloadError(isFirst ? 'It is no PNG' : 'It is damaged')
    }
    if (this.#type === 'acTL' && this.#dataLeft !== 8)
      throw new BrokenDownloadError('It is damaged')
    this.#crc = crc32(head.subarray(4))
    this.#header = Buffer.alloc(0)
    this.#part = this.#dataLeft === 0 ? 'crc' : 'data'
  }

  #closeChunk(crc: number): void {
    if (crc !== this.#crc) throw new BrokenDownloadError('It is damaged')
    if (this.#type === 'IHDR') this.#readHeader()
    if (this.#type === 'acTL') this.#mostBytes += this.#rawBytes * this.#header.readUInt32BE(0)
    this.#isWhole = this.#type === 'IEND'
    this.#part = 'head'
  }

  #readHeader(): void {
    const [width, height] = [this.#header.readUInt32BE(0), this.#header.readUInt32BE(4)]
    this.#size = { width, height }
    if (width * height > this.#limits.mostPixels) {
      throw new BrokenDownloadError(`It has ${sizeText(this.#size)}, far more than was asked for`)
    }
    const depth = this.#header.readUInt8(8)
    const bits = depth * (channels[this.#header.readUInt8(9)] ?? 4)
    // A line has a filter byte; what cannot be compressed grows by less than a thousandth.
    const raw = height * (1 + Math.ceil((width * bits) / 8))
    this.#rawBytes = Math.ceil(raw * 1.01)
    this.#mostBytes = this.#rawBytes + roomForTexts
  }
}

const sizeText = (size: PngSize | undefined): string =>
  size === undefined ? 'head' : `${size.width}×${size.height} pixels`
