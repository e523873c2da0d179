import { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { decodeText } from '../decode-text.ts'
import { chunkLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'

const image = 0x2c
const extension = 0x21
const trailer = 0x3b
const comment = 0xfe
const control = 0xf9
const application = 0xff
/** The bytes of a GIF that are gone through; its blocks are tiny, and the texts stand in front of the pictures. */
const walkLimit = 1024 * 1024
const pageBytes = 32 * 1024

/** Reads a GIF (GIF89a): comments, XMP, and whether there is more than one picture. */
export function readGif(file: ByteWindow, texts: TextMap): Container {
  const screen = Buffer.from(file.bytes(0, 13))
  const isWhole = screen.length === 13
  const walk = new GifWalk(file, texts)
  if (isWhole) walk.run(13 + tableLength(screen[10] ?? 0))
  return {
    format: 'gif',
    width: isWhole ? screen.readUInt16LE(6) : null,
    height: isWhole ? screen.readUInt16LE(8) : null,
    hasAlpha: isWhole ? walk.hasTransparency : null,
    animated: walk.images > 1,
    durationSeconds: walk.ended && walk.hundredths > 0 ? walk.hundredths / 100 : null,
    complete: walk.ended || file.bytes(file.size - 1, 1)[0] === trailer,
  }
}

/** The length of the colour table that a descriptor's flags announce. */
function tableLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

class GifWalk {
  hasTransparency = false
  images = 0
  hundredths = 0
  ended = false
  readonly #file: ByteWindow
  readonly #texts: TextMap
  #at = 0

  constructor(file: ByteWindow, texts: TextMap) {
    this.#file = file
    this.#texts = texts
  }

  run(start: number): void {
    this.#at = start
    for (let count = 0; count < chunkLimit && this.#at < walkLimit; count++) {
      const kind = this.#byte(this.#at)
      this.ended = kind === trailer
      if (kind === image) this.#image()
      else if (kind === extension) this.#extension(this.#byte(this.#at + 1))
      else return
    }
  }

  #image(): void {
    this.images++
    this.#at += 11 + tableLength(this.#byte(this.#at + 9))
    this.#blocks(false)
  }

  #extension(kind: number): void {
    const length = this.#byte(this.#at + 2)
    const name = this.#page(this.#at + 3, length).toString('latin1', 0, length)
    if (kind === control) {
      this.hasTransparency ||= (this.#byte(this.#at + 3) & 1) === 1
      this.hundredths += this.#byte(this.#at + 4) + 256 * this.#byte(this.#at + 5)
    }
    if (kind === application && name === 'XMP DataXMP') this.#packet(this.#at + 3 + length)
    this.#at += 2
    const text = this.#blocks(kind === comment)
    if (text !== undefined) this.#texts.add('Comment', decodeText(text))
  }

  /** Goes past blocks of up to 255 bytes, the last of which is empty, and returns what they hold if wanted. */
  #blocks(wanted: boolean): Buffer | undefined {
    const pieces: Buffer[] = []
    while (this.#at < walkLimit) {
      const length = this.#byte(this.#at)
      const start = this.#at + 1
      this.#at = start + length
      if (length === 0) return wanted ? Buffer.concat(pieces) : undefined
      if (wanted) pieces.push(Buffer.from(this.#page(start, length)))
    }
    return undefined
  }

  /** Reads an XMP packet, which is not divided into blocks; a run of 256 falling bytes ends it. */
  #packet(start: number): void {
    const bytes = this.#file.bytes(start, walkLimit)
    const end = bytes.indexOf('\x01\xff\xfe', 0, 'latin1')
    if (end > 0) this.#texts.addXmp(bytes.subarray(0, end))
  }

  #byte(at: number): number {
    return this.#page(at, 1)[0] ?? 0
  }

  /** Bytes by way of whole pages, since a file is read with as few calls as possible. */
  #page(at: number, length: number): Buffer {
    const start = at - (at % pageBytes)
    const page = this.#file.bytes(start, pageBytes * 2)
    return page.subarray(at - start, at - start + length)
  }
}
