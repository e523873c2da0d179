import sharp from 'sharp'
import { createPicture, type Picture } from './picture.ts'

/** The same picture at another size, stretched as ComfyUI stretches with `crop: disabled`. */
export const resizePicture = (
  picture: Picture,
  { width, height, crop = false }: { width: number; height: number; crop?: boolean },
): Picture => {
  // A side of 0 follows from the other one.
  const wide =
    width > 0 ? width : Math.max(1, Math.round((height / picture.height) * picture.width))
  const high =
    height > 0 ? height : Math.max(1, Math.round((wide / picture.width) * picture.height))
  return createPicture(wide, high, async () =>
    sharp(await picture.pixels(), {
      raw: { width: picture.width, height: picture.height, channels: 3 },
    })
      .resize(wide, high, { fit: crop ? 'cover' : 'fill' })
      .raw()
      .toBuffer(),
  )
}
