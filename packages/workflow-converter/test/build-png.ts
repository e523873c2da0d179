import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { pngEnd, pngSignature } from '@darkroom/foundation'

/** A PNG of one pixel with texts, as ComfyUI writes them. */
export const buildPng = (texts: Readonly<Record<string, string>>): Buffer =>
  Buffer.concat([
    pngSignature,
    chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    ...Object.entries(texts).map(([name, text]) => chunk('tEXt', Buffer.from(`${name}\0${text}`))),
    chunk('IDAT', Buffer.from('789c6360000000020001', 'hex')),
    pngEnd,
  ])

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, check])
}
