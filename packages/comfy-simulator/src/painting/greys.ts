import { createPicture, type Picture } from './picture.ts'

/** One byte for each pixel: the first channel, which in a mask equals the others. */
export const greysOf = async (picture: Picture): Promise<Uint8Array> => {
  const pixels = await picture.pixels()
  const greys = new Uint8Array(picture.width * picture.height)
  for (let at = 0; at < greys.length; at += 1) greys[at] = pixels[at * 3] ?? 0
  return greys
}

/** A picture in which all three channels are the same. */
export const greyPicture = (
  width: number,
  height: number,
  paint: () => Promise<Uint8Array> | Uint8Array,
): Picture =>
  createPicture(width, height, async () => {
    const greys = await paint()
    const pixels = Buffer.alloc(greys.length * 3)
    for (const [at, grey] of greys.entries()) pixels.fill(grey, at * 3, at * 3 + 3)
    return pixels
  })

/** The luminance of RGB pixels, one byte each. */
export const luminanceOf = (pixels: Buffer): Uint8Array => {
  const greys = new Uint8Array(pixels.length / 3)
  for (let at = 0; at < greys.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = [pixels[at * 3], pixels[at * 3 + 1], pixels[at * 3 + 2]]
    greys[at] = (red * 299 + green * 587 + blue * 114) / 1000
  }
  return greys
}
