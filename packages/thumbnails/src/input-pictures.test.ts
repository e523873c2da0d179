import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createFolder, picture } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import { CorruptImageError, ImageNotFoundError, UnsupportedImageError } from './errors.ts'

/** The values of one channel at places given in parts of the width and height. */
async function values(png: Uint8Array, places: readonly (readonly [number, number])[]) {
  const { channels } = await sharp(png).metadata()
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  const at = ([x, y]: readonly [number, number]) =>
    (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
  return {
    size: [info.width, info.height],
    channels,
    values: places.map((place) => data[at(place)]),
  }
}

const left = [0.25, 0.5] as const
const right = [0.75, 0.5] as const

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

/** A picture of 40 × 20 pixels with two halves. */
const halves = (ofLeft: Colour, ofRight: Colour) => {
  const pixels = Array.from({ length: 800 }, (_, index) => (index % 40 < 20 ? ofLeft : ofRight))
  return sharp(Buffer.from(pixels.flat()), { raw: { width: 40, height: 20, channels: 4 } })
}

test('a picture is turned as EXIF says, loses nothing else, and has no metadata any more', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer({ concurrency: 1 })
  const upright = await halves([255, 0, 0, 255], [0, 0, 255, 255]).removeAlpha().png().toBuffer()
  const sideways = await sharp(upright)
    .rotate(270)
    .withMetadata({ orientation: 6 })
    .png()
    .toBuffer()
  const path = await folder.write('a.png', sideways)
  const made = await thumbnailer.upright(path)
  const pixels = (bytes: Uint8Array) => sharp(bytes).removeAlpha().raw().toBuffer()
  expect((await pixels(made)).equals(await pixels(upright))).toBe(true)
  const { format, width, height, orientation, exif } = await sharp(made).metadata()
  expect({ format, width, height, orientation, exif }).toEqual({
    format: 'png',
    width: 40,
    height: 20,
    orientation: undefined,
    exif: undefined,
  })
})

test('a mask is white where its own picture is light, at any size', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer({ concurrency: 1 })
  const black = await folder.write(
    'a.png',
    await halves([255, 255, 255, 255], [0, 0, 0, 255]).png().toBuffer(),
  )
  const clear = await folder.write(
    'b.webp',
    await halves([255, 255, 255, 255], [255, 255, 255, 0]).webp({ lossless: true }).toBuffer(),
  )
  for (const path of [black, clear]) {
    for (const [width, height] of [
      [40, 20],
      [100, 30],
      [10, 50],
    ] as const) {
      const mask = await thumbnailer.mask(path, { reads: 'light', width, height })
      expect(await values(mask, [left, right])).toEqual({
        size: [width, height],
        channels: 1,
        values: [255, 0],
      })
    }
  }
})

test('a mask is white where a picture is transparent, and turned as the picture is', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer({ concurrency: 1 })
  const image = await halves([0, 255, 0, 0], [0, 255, 0, 255]).png().toBuffer()
  const shape = { reads: 'transparency', width: 40, height: 20 } as const
  const path = await folder.write('a.png', image)
  const seen = { size: [40, 20], channels: 1, values: [255, 0] }
  expect(await values(await thumbnailer.mask(path, shape), [left, right])).toEqual(seen)
  const sideways = await sharp(image).rotate(270).withMetadata({ orientation: 6 }).png().toBuffer()
  const turned = await folder.write('b.png', sideways)
  expect(await values(await thumbnailer.mask(turned, shape), [left, right])).toEqual(seen)
  const opaque = await folder.write('c.jpg', await picture(40, 20).jpeg().toBuffer())
  const nothing = await thumbnailer.mask(opaque, shape)
  expect(await values(nothing, [left, right])).toMatchObject({ values: [0, 0] })
})

test('a picture gets holes where its mask is white, and what lies in them stays', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer({ concurrency: 1 })
  const shape = { reads: 'light', width: 40, height: 20 } as const
  const own = await folder.write(
    'm.png',
    await halves([255, 255, 255, 255], [0, 0, 0, 255]).png().toBuffer(),
  )
  const mask = await thumbnailer.mask(own, shape)
  const sideways = await sharp(await halves([9, 99, 199, 255], [1, 2, 3, 20]).png().toBuffer())
    .rotate(270)
    .withMetadata({ orientation: 6 })
    .png()
    .toBuffer()
  const path = await folder.write('a.png', sideways)
  const { data, info } = await sharp(await thumbnailer.masked(path, { mask }))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(info).toMatchObject({ width: 40, height: 20, channels: 4 })
  const at = (x: number) => [...data.subarray((10 * 40 + x) * 4, (10 * 40 + x + 1) * 4)]
  expect([at(5), at(35)]).toEqual([
    [9, 99, 199, 0],
    [1, 2, 3, 255],
  ])
  const grey = await folder.write('g.jpg', await picture(40, 20).greyscale().jpeg().toBuffer())
  const made = await sharp(await thumbnailer.masked(grey, { mask })).metadata()
  expect(made).toMatchObject({ format: 'png', channels: 4 })
})

test('what is damaged, missing or no picture is no input, though it was just written', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer({ concurrency: 1 })
  const whole = await picture(400, 300).png().toBuffer()
  const cut = await folder.write('a.png', whole.subarray(0, whole.length / 2))
  await expect(thumbnailer.upright(cut)).rejects.toThrow(CorruptImageError)
  const text = await folder.write(
    'b.png',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
  )
  await expect(thumbnailer.upright(text)).rejects.toThrow(UnsupportedImageError)
  await expect(thumbnailer.upright(`${cut}.none`)).rejects.toThrow(ImageNotFoundError)
  const huge = { reads: 'light', width: 100_000, height: 100_000 } as const
  await expect(thumbnailer.mask(cut, huge)).rejects.toThrow(RangeError)
})
