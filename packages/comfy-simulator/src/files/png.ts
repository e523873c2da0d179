import { crc32 } from 'node:zlib'
import { pngChunks, pngSignature } from '@darkroom/foundation'
import sharp from 'sharp'
import { greysOf } from '../painting/greys.ts'
import type { Picture } from '../painting/picture.ts'

const uint32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value >>> 0)
  return buffer
}

export const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))])
}

/** The length of signature and IHDR, which precede the first chunk that may follow them. */
const headerLength = 8 + 25

/** Puts `tEXt` chunks right after the header, as Pillow does. Values must be Latin-1 (ComfyUI's are ASCII). */
export const withTextChunks = (png: Buffer, texts: Iterable<readonly [string, string]>): Buffer => {
  const chunks = Array.from(texts, ([keyword, text]) =>
    pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')),
  )
  return Buffer.concat([png.subarray(0, headerLength), ...chunks, png.subarray(headerLength)])
}

/** The `tEXt` chunks of a PNG; empty for any other file. */
export const readTextChunks = (file: Buffer): readonly (readonly [string, string])[] => {
  if (!file.subarray(0, pngSignature.length).equals(pngSignature)) return []
  return Array.from(pngChunks(file)).flatMap(({ type, offset, length }) => {
    if (type !== 'tEXt') return []
    const data = file.toString('latin1', offset, offset + length)
    const end = data.indexOf('\0')
    return [[data.slice(0, end), data.slice(end + 1)]] as const
  })
}

/** A picture as PNG, with an alpha channel if there is one. */
export const encodePng = async (picture: Picture, alpha?: Picture): Promise<Buffer> => {
  const { width, height } = picture
  const image = sharp(await picture.pixels(), { raw: { width, height, channels: 3 } })
  const opacity = alpha && {
    bytes: Buffer.from(await greysOf(alpha)),
    raw: { width, height, channels: 1 } as const,
  }
  const whole =
    opacity === undefined ? image : image.joinChannel(opacity.bytes, { raw: opacity.raw })
  return whole.png({ compressionLevel: 2, adaptiveFiltering: false }).toBuffer()
}
