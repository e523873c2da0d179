import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** A small PNG with a text under a keyword, as other programs write it. */
export async function pngWithText(keyword: string, text: string): Promise<Buffer> {
  const create = { width: 64, height: 64, channels: 3, background: '#48c' } as const
  const png = await sharp({ create }).png().toBuffer()
  const typed = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1')
  const chunk = Buffer.alloc(typed.length + 8)
  chunk.writeUInt32BE(typed.length - 4)
  chunk.set(typed, 4)
  chunk.writeUInt32BE(crc32(typed), typed.length + 4)
  const afterHeader = 33
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)])
}
