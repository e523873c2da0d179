import type { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import type { Container, ContainerOptions } from './container.ts'
import { chunkLimit, textByteLimit } from './limits.ts'
import { readTextChunk, textKeyword } from './png-text.ts'
import { isRawOnly, isTelling, TextMap } from './text-map.ts'

// Chunk types as big-endian numbers (PNG specification).
const IDAT = 0x49444154
const IEND = 0x49454e44
const eXIf = 0x65584966
const acTL = 0x6163544c
const textTypes: ReadonlySet<number> = new Set([
  0x74455874, // tEXt
  0x7a545874, // zTXt
  0x69545874, // iTXt
  0x636f6d66, // comf: ComfyUI's animated PNG, laid out as tEXt, after the first IDAT
])
const endOfFile = 0x49454e44ae426082n

/** Reads the chunks up to the pixels, and beyond them only if no generation data was found before. */
export function readPng(file: ByteWindow, options: ContainerOptions): Container {
  const header = file.bytes(0, 33)
  const hasHeader = header.length >= 24
  const width = hasHeader ? header.readUInt32BE(16) : null
  const height = hasHeader ? header.readUInt32BE(20) : null
  const walk = new PngWalk(file, options)
  walk.run()
  return {
    format: 'png',
    width,
    height,
    animated: walk.animated,
    durationSeconds: null,
    complete: isComplete(file),
    texts: walk.texts,
  }
}

class PngWalk {
  readonly texts: TextMap = new TextMap()
  animated = false
  readonly #file: ByteWindow
  readonly #options: ContainerOptions

  constructor(file: ByteWindow, options: ContainerOptions) {
    this.#file = file
    this.#options = options
  }

  run(): void {
    let offset = 8
    for (let count = 0; count < chunkLimit; count++) {
      const head = this.#file.bytes(offset, 8)
      if (head.length < 8) return
      const length = head.readUInt32BE(0)
      const type = head.readUInt32BE(4)
      if (type === IEND || length > 0x7fffffff) return
      if (type === IDAT && isTelling(this.texts)) return
      this.#chunk(type, offset + 8, length)
      offset += 12 + length
    }
  }

  #chunk(type: number, offset: number, length: number): void {
    if (type === acTL) this.animated = true
    if (textTypes.has(type)) this.#text(type, offset, length)
    if (type === eXIf && length <= textByteLimit)
      this.texts.addExif(this.#file.bytes(offset, length))
  }

  #text(type: number, offset: number, length: number): void {
    const keyword = textKeyword(this.#file.bytes(offset, Math.min(length, 80)))
    if (keyword === undefined || this.texts.has(keyword) || length > textByteLimit) return
    if (!this.#options.raw && isRawOnly(keyword, length)) this.texts.add(keyword, '')
    else {
      const data = this.#file.bytes(offset, length)
      this.texts.add(keyword, readTextChunk(type, data, keyword.length, this.texts))
    }
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
