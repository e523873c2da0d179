import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import type { Picture } from '../painting/picture.ts'

const uint32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value >>> 0)
  return buffer
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))])
}

/** Signature and IHDR: what comes before the first chunk that may follow it. */
const headerLength = 8 + 25

/** Puts `tEXt` chunks right after the header, as Pillow does. Values must be Latin-1 (ComfyUI's are ASCII). */
export const withTextChunks = (png: Buffer, texts: Iterable<readonly [string, string]>): Buffer => {
  const chunks = Array.from(texts, ([keyword, text]) =>
    chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')),
  )
  return Buffer.concat([png.subarray(0, headerLength), ...chunks, png.subarray(headerLength)])
}

/** The `tEXt` chunks of a PNG; nothing for what is no PNG. */
export const readTextChunks = (file: Buffer): readonly (readonly [string, string])[] => {
  const texts: (readonly [string, string])[] = []
  if (file.toString('latin1', 1, 4) !== 'PNG') return texts
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    if (type === 'tEXt') {
      const data = file.toString('latin1', at + 8, at + 8 + length)
      const end = data.indexOf('\0')
      texts.push([data.slice(0, end), data.slice(end + 1)])
    }
    at += length + 12
  }
  return texts
}

export const encodePng = async (picture: Picture): Promise<Buffer> =>
  sharp(await picture.pixels(), {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })
    .png({ compressionLevel: 2, adaptiveFiltering: false })
    .toBuffer()
