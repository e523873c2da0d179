import type { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { chunkLimit, textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'
import { readTextChunk, textKeyword } from './png-text.ts'

// Chunk types as big-endian numbers (PNG specification).
const IDAT = 0x49444154
const IEND = 0x49454e44
const eXIf = 0x65584966
const acTL = 0x6163544c
const tRNS = 0x74524e53
/** Colour types with alpha: grey and colour. */
const alphaTypes: ReadonlySet<number> = new Set([4, 6])
const textTypes: ReadonlySet<number> = new Set([
  0x74455874, // tEXt
  0x7a545874, // zTXt
  0x69545874, // iTXt
  0x636f6d66, // comf: ComfyUI's animated PNG, laid out as tEXt, after the first IDAT
])
const endOfFile = 0x49454e44ae426082n

/** Reads the chunks up to the pixels, and beyond them only if the texts in front are not enough. */
export function readPng(file: ByteWindow, texts: TextMap): Container {
  const header = file.bytes(0, 33)
  const hasHeader = header.length >= 24
  const width = hasHeader ? header.readUInt32BE(16) : null
  const height = hasHeader ? header.readUInt32BE(20) : null
  const walk = new PngWalk(file, texts)
  walk.run()
  return {
    format: 'png',
    width,
    height,
    hasAlpha: hasHeader ? walk.hasTransparency || alphaTypes.has(header[25] ?? 0) : null,
    animated: walk.animated,
    durationSeconds: null,
    complete: isComplete(file),
  }
}

class PngWalk {
  animated = false
  hasTransparency = false
  readonly #file: ByteWindow
  readonly #texts: TextMap

  constructor(file: ByteWindow, texts: TextMap) {
    this.#file = file
    this.#texts = texts
  }

  run(): void {
    let offset = 8
    for (let count = 0; count < chunkLimit; count++) {
      const head = this.#file.bytes(offset, 8)
      if (head.length < 8) return
      const length = head.readUInt32BE(0)
      const type = head.readUInt32BE(4)
      if (type === IEND || length > 0x7fffffff) return
      if (type === IDAT && this.#texts.isEnough) return
      this.#chunk(type, offset + 8, length)
      offset += 12 + length
    }
  }

  #chunk(type: number, offset: number, length: number): void {
    if (type === acTL) this.animated = true
    if (type === tRNS) this.hasTransparency = true
    if (textTypes.has(type)) this.#text(type, offset, length)
    if (type === eXIf && length <= textByteLimit)
      this.#texts.addExif(this.#file.bytes(offset, length))
  }

  #text(type: number, offset: number, length: number): void {
    const keyword = textKeyword(this.#file.bytes(offset, Math.min(length, 80)))
    if (keyword === undefined || length > textByteLimit) return
    this.#texts.addRead(keyword, length, () =>
      readTextChunk(type, this.#file.bytes(offset, length), keyword.length, this.#texts),
    )
  }
}

function isComplete(file: ByteWindow): boolean {
  return isEnd(file.bytes(file.size - 12, 12)) || endsBeforeTrailer(file)
}

function isEnd(chunk: Buffer): boolean {
  return (
    chunk.length === 12 && chunk.readUInt32BE(0) === 0 && chunk.readBigUInt64BE(4) === endOfFile
  )
}

/** Whether the PNG ends before data appended by some tool; its end is found by walking the chunks. */
function endsBeforeTrailer(file: ByteWindow): boolean {
  let offset = 8
  for (let count = 0; count < chunkLimit && offset + 12 <= file.size; count++) {
    const head = file.bytes(offset, 12)
    if (isEnd(head)) return true
    if (head.length < 12) return false
    offset += 12 + head.readUInt32BE(0)
  }
  return false
}
