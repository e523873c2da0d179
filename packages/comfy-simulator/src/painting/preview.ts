import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import type { Picture } from './picture.ts'

/** Previews are made from a small copy, as latents are an eighth of the picture. */
const latentFactor = 8

/** The JFIF segment that Pillow writes and libvips leaves out. */
const jfif = Buffer.from('ffe000104a46494600010100000100010000', 'hex')

/** A preview of the picture after `amount` (0–1) of its steps, as ComfyUI's JPEG with a longest side of 512. */
export const paintPreview = async (picture: Picture, amount: number): Promise<Buffer> => {
  const width = Math.max(1, Math.round(picture.width / latentFactor))
  const height = Math.max(1, Math.round(picture.height / latentFactor))
  const small = await sharp(await picture.pixels(), {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer()
  const noise = randomBytes(small.length)
  const clarity = amount ** 0.7
  const mixed = small.map((value, at) =>
    Math.round(value * clarity + (noise[at] ?? 0) * (1 - clarity)),
  )
  const scale = 512 / Math.max(width, height)
  const jpeg = await sharp(mixed, { raw: { width, height, channels: 3 } })
    .resize(Math.round(width * scale), Math.round(height * scale), { fit: 'fill', kernel: 'cubic' })
    .jpeg({ quality: 95 })
    .toBuffer()
  return Buffer.concat([jpeg.subarray(0, 2), jfif, jpeg.subarray(2)])
}
