import sharp from 'sharp'
import type { LoadedImage } from '../nodes/node.ts'
import { greyPicture } from '../painting/greys.ts'
import { createPicture, type Picture } from '../painting/picture.ts'
import { PyError } from '../python/convert.ts'

interface Raw {
  readonly width: number
  readonly height: number
  readonly data: Buffer
}

const channelNames = ['red', 'green', 'blue', 'alpha'] as const

const frameOf = ({ width, height, data }: Raw, index: number): Buffer =>
  data.subarray(index * width * height * 4, (index + 1) * width * height * 4)

const colours = (raw: Raw, index: number): Picture =>
  createPicture(raw.width, raw.height, () => {
    const frame = frameOf(raw, index)
    const pixels = Buffer.alloc((frame.length / 4) * 3)
    for (let at = 0; at < frame.length / 4; at += 1) frame.copy(pixels, at * 3, at * 4, at * 4 + 3)
    return pixels
  })

const channel = (raw: Raw, index: number, offset: number): Picture =>
  greyPicture(raw.width, raw.height, () => {
    const frame = frameOf(raw, index)
    const greys = new Uint8Array(frame.length / 4)
    for (let at = 0; at < greys.length; at += 1) greys[at] = frame[at * 4 + offset] ?? 0
    return greys
  })

const unidentified = (file: string, cause: unknown): PyError =>
  new PyError('PIL.UnidentifiedImageError', `cannot identify image file '${file}'`, { cause })

/** Every frame of an image file as Pillow gives it to LoadImage: upright, in sRGB, with four channels. */
export const loadImage = async (file: string): Promise<LoadedImage> => {
  try {
    const { hasAlpha, pages = 1, width, height, autoOrient } = await sharp(file).metadata()
    const isAnimated = pages > 1
    const image = isAnimated ? sharp(file, { animated: true }) : sharp(file).autoOrient()
    const data = await image.toColourspace('srgb').ensureAlpha().raw().toBuffer()
    const raw: Raw = isAnimated
      ? { width, height, data }
      : { width: autoOrient.width, height: autoOrient.height, data }
    const frames = Array.from({ length: pages }, (_, index) => index)
    const [red, green, blue, alpha] = channelNames.map((_, offset) =>
      frames.map((index) => channel(raw, index, offset)),
    )
    return {
      pictures: frames.map((index) => colours(raw, index)),
      channels: { red: red ?? [], green: green ?? [], blue: blue ?? [], alpha: alpha ?? [] },
      hasAlpha,
    }
  } catch (cause) {
    throw unidentified(file, cause)
  }
}
