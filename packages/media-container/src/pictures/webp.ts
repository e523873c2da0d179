import type { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { chunkLimit, textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'

interface Canvas {
  readonly width: number
  readonly height: number
  readonly hasAlpha: boolean
  readonly animated: boolean
}

const unknownCanvas = { width: null, height: null, hasAlpha: null, animated: false } as const

/** A chunk's head and the start of its data, as far as a frame's duration. */
const headBytes = 8 + 15

/** Reads a WebP by its container specification: RIFF chunks, with the texts after the picture. */
export function readWebp(file: ByteWindow, texts: TextMap): Container {
  const declared = file.bytes(4, 4)
  const end = declared.length === 4 ? declared.readUInt32LE(0) + 8 : 0
  let canvas: Canvas | undefined
  let milliseconds = 0
  let offset = 12
  for (let count = 0; count < chunkLimit && offset < Math.min(end, file.size); count++) {
    const head = file.bytes(offset, headBytes)
    if (head.length < 8) break
    const type = head.toString('latin1', 0, 4)
    const length = head.readUInt32LE(4)
    canvas ??= readCanvas(type, head.subarray(8))
    if (type === 'ANMF' && head.length === headBytes) milliseconds += head.readUIntLE(20, 3)
    if (length <= textByteLimit) readText(file, type, offset + 8, length, texts)
    offset += 8 + length + (length & 1)
  }
  return {
    format: 'webp',
    ...(canvas ?? unknownCanvas),
    durationSeconds: milliseconds > 0 ? milliseconds / 1000 : null,
    complete: end > 8 && end <= file.size,
  }
}

function readText(
  file: ByteWindow,
  type: string,
  offset: number,
  length: number,
  texts: TextMap,
): void {
  if (type === 'EXIF') texts.addExif(file.bytes(offset, length))
  if (type === 'XMP ') texts.addXmp(file.bytes(offset, length))
}

function readCanvas(type: string, data: Buffer): Canvas | undefined {
  if (data.length < 10) return undefined
  if (type === 'VP8X') {
    return {
      width: data.readUIntLE(4, 3) + 1,
      height: data.readUIntLE(7, 3) + 1,
      hasAlpha: ((data[0] ?? 0) & 0x10) !== 0,
      animated: ((data[0] ?? 0) & 0x02) !== 0,
    }
  }
  if (type === 'VP8 ') {
    return {
      width: data.readUInt16LE(6) & 0x3fff,
      height: data.readUInt16LE(8) & 0x3fff,
      hasAlpha: false,
      animated: false,
    }
  }
  return type === 'VP8L' && data[0] === 0x2f ? losslessCanvas(data.readUInt32LE(1)) : undefined
}

function losslessCanvas(bits: number): Canvas {
  return {
    width: (bits & 0x3fff) + 1,
    height: ((bits >>> 14) & 0x3fff) + 1,
    hasAlpha: ((bits >>> 28) & 1) === 1,
    animated: false,
  }
}
