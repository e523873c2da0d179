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
