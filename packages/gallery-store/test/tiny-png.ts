import { Buffer } from 'node:buffer'
import { crc32, deflateSync } from 'node:zlib'
import type { TinyDescription } from './tiny-metadata.ts'

/** A PNG of one row of grey pixels with its own description. */
export function tinyPng(
  description: TinyDescription = {},
  { width = 64, height = 64 }: { readonly width?: number; readonly height?: number } = {},
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const text = Buffer.from(`description\0${JSON.stringify(description)}`)
  const pixels = deflateSync(Buffer.alloc(width + 1))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('tEXt', text),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, check])
}
