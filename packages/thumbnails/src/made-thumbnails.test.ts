import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { colourName, createFolder, noisyPng, picture, pixelAt, png } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'

const thumbnailer = createThumbnailer({ concurrency: 2 })
afterAll(() => thumbnailer[Symbol.asyncDispose]())

async function thumbOf(contents: Buffer, name = 'a.png'): Promise<Buffer> {
  await using folder = await createFolder()
  const { bytes } = await thumbnailer.read({ path: await folder.write(name, contents) })
  return bytes
}

describe('a thumbnail', () => {
  it('has 300 pixels on its longest side and lies beside the image, as old as that', async () => {
    await using folder = await createFolder()
    const path = await folder.write('wide.png', await png(800, 400))
    const thumbnail = await thumbnailer.thumbnail({ path })
    expect(thumbnail).toMatchObject({
      path: `${folder.path}/.thumbnails/wide.png.webp`,
      contentType: 'image/webp',
    })
    expect(await sharp(thumbnail.path).metadata()).toMatchObject({
      format: 'webp',
      width: 300,
      height: 150,
    })
    const [source, thumb] = await Promise.all([stat(path), stat(thumbnail.path ?? '')])
    expect(thumb.mtimeMs).toBeCloseTo(source.mtimeMs, 2)
    expect(thumb.size).toBe(thumbnail.bytes)
  })

  it('is never larger than the image', async () => {
    expect(await sharp(await thumbOf(await png(40, 20))).metadata()).toMatchObject({
      width: 40,
      height: 20,
    })
  })

  it.each([150, 300, 600, 1200] as const)('comes with %i pixels when asked', async (size) => {
    await using folder = await createFolder()
    const path = await folder.write('a.png', await png(1600, 800))
    const { bytes } = await thumbnailer.read({ path, size })
    expect(await sharp(bytes).metadata()).toMatchObject({ width: size, height: size / 2 })
  })

  it('comes in no other size or format', async () => {
    await using folder = await createFolder()
    const path = await folder.write('a.png', await png(40, 40))
    const request = { path, size: Number('5000') }
    // @ts-expect-error: a caller without types may do this
    await expect(thumbnailer.read(request)).rejects.toThrow('size to be one of 150, 300, 600, 1200')
  })

  it('comes as AVIF when asked, under its own name', async () => {
    await using folder = await createFolder()
    const path = await folder.write('a.png', await png(640, 640))
    const image = await thumbnailer.read({ path, format: 'avif' })
    expect(image.contentType).toBe('image/avif')
    expect(basename(image.path ?? '')).toBe('a.png.300.avif')
    expect(await sharp(image.bytes).metadata()).toMatchObject({ format: 'heif', width: 300 })
  })

  it('is turned as the EXIF orientation says', async () => {
    const turned = await picture(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const bytes = await thumbOf(turned, 'a.jpg')
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 150, height: 300 })
    expect(colourName(await pixelAt(bytes, 75, 20))).toBe('red')
    expect(colourName(await pixelAt(bytes, 75, 280))).toBe('blue')
  })

  it('keeps what is transparent', async () => {
    const clear = sharp({
      create: { width: 400, height: 400, channels: 4, background: '#00000000' },
    })
    const bytes = await thumbOf(
      await clear
        .composite([{ input: await png(200, 200), left: 200, top: 200 }])
        .png()
        .toBuffer(),
    )
    expect(colourName(await pixelAt(bytes, 30, 30))).toBe('transparent')
    expect(colourName(await pixelAt(bytes, 280, 280))).toBe('blue')
  })

  it('has no metadata of the image', async () => {
    const source = await picture(400, 400)
      .withExif({ IFD0: { ImageDescription: 'secret prompt' } })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    expect(source.includes('secret prompt')).toBe(true)
    const metadata = await sharp(await thumbOf(source, 'a.jpg')).metadata()
    expect(metadata.exif ?? metadata.icc ?? metadata.xmp).toBeUndefined()
  })

  it.each([
    ['16 bits', () => picture(400, 400).toColourspace('rgb16').png().toBuffer()],
    ['a palette', () => picture(400, 400).png({ palette: true }).toBuffer()],
    ['interlacing', () => picture(400, 400).png({ progressive: true }).toBuffer()],
    ['CMYK', () => picture(400, 400).toColourspace('cmyk').jpeg().toBuffer()],
    ['a progressive JPEG', () => picture(400, 400).jpeg({ progressive: true }).toBuffer()],
    ['WebP', () => picture(400, 400).webp().toBuffer()],
    ['AVIF', () => picture(400, 400).avif({ effort: 0 }).toBuffer()],
  ])('shows an image with %s in its colours, eight bits deep', async (_, encode) => {
    const bytes = await thumbOf(await encode())
    expect(await sharp(bytes).metadata()).toMatchObject({
      space: 'srgb',
      depth: 'uchar',
      width: 300,
    })
    const left = await pixelAt(bytes, 30, 150)
    const right = await pixelAt(bytes, 270, 150)
    expect(left[0]).toBeGreaterThan((left[2] ?? 0) + 100)
    expect(right[2]).toBeGreaterThan((right[0] ?? 0) + 50)
  })

  it('shows grey as grey', async () => {
    const bytes = await thumbOf(await picture(400, 400).greyscale().png().toBuffer())
    const [red = 0, green = 0, blue = 0] = await pixelAt(bytes, 30, 150)
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(8)
  })

  it.each(['webp', 'gif'] as const)('of an animated %s is its first frame', async (format) => {
    const film = Buffer.concat([Buffer.alloc(100 * 100 * 3, 10), Buffer.alloc(100 * 100 * 3, 250)])
    const raw = { width: 100, height: 200, channels: 3, pageHeight: 100 } as const
    const animated = await sharp(film, { raw })
      .toFormat(format, { delay: [100, 100] })
      .toBuffer()
    expect((await sharp(animated).metadata()).pages).toBe(2)
    const bytes = await thumbOf(animated)
    const metadata = await sharp(bytes).metadata()
    expect(metadata).toMatchObject({ width: 100, height: 100 })
    expect(metadata.pages ?? 1).toBe(1)
    expect((await pixelAt(bytes, 50, 50))[0]).toBeLessThan(40)
  })

  it('of a very narrow image is one pixel wide', async () => {
    expect(await sharp(await thumbOf(await png(2, 6000))).metadata()).toMatchObject({
      width: 1,
      height: 300,
    })
  })

  it('is made from an image whose name no other file system takes', async () => {
    await using folder = await createFolder()
    const path = await folder.write('what? 10:30 "draft".png', await noisyPng(10, 10))
    const thumbnail = await thumbnailer.thumbnail({ path })
    expect(dirname(thumbnail.path ?? '')).toBe(`${folder.path}/.thumbnails`)
    expect(basename(thumbnail.path ?? '')).toMatch(/^h-[0-9a-f]{20}\.webp$/)
  })
})
