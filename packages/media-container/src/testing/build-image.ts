import { Buffer } from 'node:buffer'
import { crc32, deflateSync } from 'node:zlib'

/** One PNG chunk with its CRC. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

export function textChunk(
  keyword: string,
  text: string,
  encoding: BufferEncoding = 'utf8',
): Buffer {
  return pngChunk(
    'tEXt',
    Buffer.concat([Buffer.from(`${keyword}\0`, 'latin1'), Buffer.from(text, encoding)]),
  )
}

export function compressedTextChunk(keyword: string, text: string): Buffer {
  const head = Buffer.from(`${keyword}\0\0`, 'latin1')
  return pngChunk('zTXt', Buffer.concat([head, deflateSync(Buffer.from(text))]))
}

export function internationalTextChunk(
  keyword: string,
  text: string,
  { compressed = false }: { compressed?: boolean } = {},
): Buffer {
  const bytes = Buffer.from(text)
  const head = Buffer.from(`${keyword}\0${compressed ? '\x01' : '\0'}\0en\0\0`, 'latin1')
  return pngChunk('iTXt', Buffer.concat([head, compressed ? deflateSync(bytes) : bytes]))
}

/** One grey pixel, whatever size the header claims. */
export function imageDataChunk(): Buffer {
  return pngChunk('IDAT', deflateSync(Buffer.from([0, 128])))
}

export interface PngParts {
  readonly width?: number
  readonly height?: number
  /** Chunks before the pixels. */
  readonly before?: readonly Buffer[]
  readonly pixels?: readonly Buffer[]
  readonly after?: readonly Buffer[]
}

export function buildPng({
  width = 1024,
  height = 768,
  before = [],
  pixels = [imageDataChunk()],
  after = [],
}: PngParts = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...before,
    ...pixels,
    ...after,
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PNG with these tEXt chunks before its pixel. */
export function pngWithTexts(texts: Readonly<Record<string, string>>): Buffer {
  return buildPng({ before: Object.entries(texts).map(([key, text]) => textChunk(key, text)) })
}

/** A small TIFF block: ASCII entries of IFD0 by tag, and a UserComment in the EXIF directory. */
export function buildExif(
  entries: ReadonlyMap<number, string>,
  {
    userComment,
    littleEndian = false,
    orientation,
    windowsComment,
  }: {
    userComment?: Buffer
    littleEndian?: boolean
    orientation?: number
    windowsComment?: Buffer
  } = {},
): Buffer {
  const tiff = new TiffWriter(littleEndian)
  const turn = littleEndian ? [orientation ?? 0, 0] : [0, orientation ?? 0]
  const rows = [
    ...(orientation === undefined ? [] : [{ tag: 0x0112, type: 3, value: Buffer.from(turn) }]),
    ...[...entries].map(([tag, text]) => ({ tag, type: 2, value: Buffer.from(`${text}\0`) })),
    ...(windowsComment === undefined ? [] : [{ tag: 0x9c9c, type: 1, value: windowsComment }]),
  ]
  if (userComment === undefined) return tiff.directory(rows)
  const comment = { tag: 0x9286, type: 7, value: userComment }
  return tiff.directory(rows, [comment])
}

interface TiffEntry {
  readonly tag: number
  readonly type: number
  readonly value: Buffer
}

class TiffWriter {
  readonly #littleEndian: boolean

  constructor(littleEndian: boolean) {
    this.#littleEndian = littleEndian
  }

  directory(main: readonly TiffEntry[], exif: readonly TiffEntry[] = []): Buffer {
    const mainCount = main.length + (exif.length > 0 ? 1 : 0)
    const exifStart = 8 + 6 + mainCount * 12
    const exifLength = exif.length > 0 ? 6 + exif.length * 12 : 0
    const values: Buffer[] = []
    let valueStart = exifStart + exifLength
    const row = ({ tag, type, value }: TiffEntry): Buffer => {
      if (value.length <= 4)
        return Buffer.concat([
          this.#head(tag, type, type === 3 ? value.length / 2 : value.length),
          value,
          Buffer.alloc(4 - value.length),
        ])
      values.push(value)
      valueStart += value.length
      return Buffer.concat([
        this.#head(tag, type, value.length),
        this.#uint32(valueStart - value.length),
      ])
    }
    const pointer =
      exif.length > 0 ? [Buffer.concat([this.#head(0x8769, 4, 1), this.#uint32(exifStart)])] : []
    const mainRows = [...main.map(row), ...pointer]
    const parts = [
      this.#order(),
      this.#uint32(8),
      this.#uint16(mainCount),
      ...mainRows,
      this.#uint32(0),
    ]
    const exifParts =
      exif.length > 0 ? [this.#uint16(exif.length), ...exif.map(row), this.#uint32(0)] : []
    return Buffer.concat([...parts, ...exifParts, ...values])
  }

  #order(): Buffer {
    return Buffer.from(this.#littleEndian ? 'II*\0' : 'MM\0*', 'latin1')
  }

  #head(tag: number, type: number, count: number): Buffer {
    return Buffer.concat([this.#uint16(tag), this.#uint16(type), this.#uint32(count)])
  }

  #uint16(value: number): Buffer {
    const bytes = Buffer.alloc(2)
    if (this.#littleEndian) bytes.writeUInt16LE(value)
    else bytes.writeUInt16BE(value)
    return bytes
  }

  #uint32(value: number): Buffer {
    const bytes = Buffer.alloc(4)
    if (this.#littleEndian) bytes.writeUInt32LE(value)
    else bytes.writeUInt32BE(value)
    return bytes
  }
}

export function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** A JPEG with these segments, a frame of this size, and a scan of three bytes. */
export function buildJpeg(
  segments: readonly Buffer[],
  { width = 800, height = 600 }: { width?: number; height?: number } = {},
): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...segments,
    jpegSegment(0xc0, frame),
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0x34, 0x56, 0xff, 0xd9]),
  ])
}

export function exifSegment(tiff: Buffer): Buffer {
  return jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))
}

export function webpChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)])
}

/** A WebP with `VP8X` of this canvas, a picture chunk that cannot be decoded, then these chunks. */
export function buildWebp(
  chunks: readonly Buffer[],
  {
    width = 640,
    height = 480,
    animated = false,
  }: { width?: number; height?: number; animated?: boolean } = {},
): Buffer {
  const canvas = Buffer.alloc(10)
  canvas[0] = animated ? 0x0a : 0x08
  canvas.writeUIntLE(width - 1, 4, 3)
  canvas.writeUIntLE(height - 1, 7, 3)
  return riff([webpChunk('VP8X', canvas), webpChunk('VP8 ', Buffer.alloc(101)), ...chunks])
}

export function riff(chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks])
  const head = Buffer.alloc(8)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

/** A UserComment as its writers encode it. */
export function userComment(
  text: string,
  encoding: 'ascii' | 'utf16be' | 'utf16le' | 'utf8',
): Buffer {
  const utf16 = Buffer.from(text, 'utf16le')
  const code = { ascii: 'ASCII\0\0\0', utf16be: 'UNICODE\0', utf16le: 'UNICODE\0', utf8: '' }[
    encoding
  ]
  const bytes = {
    ascii: Buffer.from(text),
    utf8: Buffer.from(text),
    utf16le: utf16,
    utf16be: Buffer.from(utf16).swap16(),
  }[encoding]
  return Buffer.concat([Buffer.from(code, 'latin1'), bytes])
}
