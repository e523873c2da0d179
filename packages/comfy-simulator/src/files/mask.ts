import sharp from 'sharp'
import { PyError } from '../python/convert.ts'
import { readTextChunks, withTextChunks } from './png.ts'

/** The original as RGBA with the alpha of the mask; the text chunks of the original stay. */
export const applyMask = async (original: Buffer, mask: Buffer): Promise<Buffer> => {
  const { data, info } = await sharp(original)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const alpha = await sharp(mask)
    .ensureAlpha()
    .extractChannel(3)
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (alpha.info.width !== width || alpha.info.height !== height) {
    throw new PyError('ValueError', 'images do not match')
  }
  const png = await sharp(data, { raw: { width, height, channels: 3 } })
    .joinChannel(alpha.data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
  return withTextChunks(png, readTextChunks(original))
}
