import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { colourName, createFolder, type Folder, picture, pixelAt, png } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import { CorruptImageError, ImageNotFoundError } from './errors.ts'
import type { Frame } from './thumbnailer.ts'

const thumbnailer = createThumbnailer({ concurrency: 2 })
afterAll(() => thumbnailer[Symbol.asyncDispose]())

/** Writes two good frames and a broken one; a fourth has no picture yet. */
async function writeFrames(folder: Folder): Promise<readonly Frame[]> {
  return [
    { path: await folder.write('1.png', await png(512, 512)), label: 'Wide shot' },
    { path: await folder.write('2.png', 'not a picture at all'), label: 'Lost' },
    { path: await folder.write('3.png', await png(256, 512)) },
    { path: undefined },
  ]
}

describe('a contact sheet', () => {
  it('shows all frames in a grid, with a dark cell for what cannot be shown', async () => {
    await using folder = await createFolder()
    const frames = await writeFrames(folder)
    const directory = join(folder.path, 'out')
    const sheet = await thumbnailer.contactSheet(frames, { directory, columns: 2, cell: 128 })
    const { width = 0, height = 0, format } = await sharp(sheet.bytes).metadata()
    expect({ width, format }).toEqual({ width: 9 + 2 * (128 + 9), format: 'webp' })
    const rowHeight = (height - 9) / 2
    const at = async (column: number, row: number, x: number) =>
      colourName(
        await pixelAt(sheet.bytes, 9 + column * 137 + x, Math.round(9 + row * rowHeight + 20)),
      )
    expect([await at(0, 0, 20), await at(0, 0, 108)]).toEqual(['red', 'blue'])
    expect([await at(1, 0, 20), await at(1, 1, 20)]).toEqual(['dark', 'dark'])
    // The picture is narrower than the cell, hence in its middle.
    expect([await at(0, 1, 20), await at(0, 1, 44)]).toEqual(['dark', 'red'])
  })

  it('has bright numbers under the pictures', async () => {
    await using folder = await createFolder()
    const frames = await writeFrames(folder)
    const sheet = await thumbnailer.contactSheet(frames, { directory: folder.path, columns: 4 })
    const { height = 0 } = await sharp(sheet.bytes).metadata()
    const caption = { left: 18, top: 18 + 256, width: 256, height: height - 18 - 256 }
    const { channels } = await sharp(sheet.bytes).extract(caption).greyscale().stats()
    expect(channels[0]?.max).toBeGreaterThan(180)
  })

  it('is kept until a frame changes, and then replaces the old one', async () => {
    await using folder = await createFolder()
    const frames = await writeFrames(folder)
    const directory = join(folder.path, 'out')
    const first = await thumbnailer.contactSheet(frames, { directory })
    await using other = createThumbnailer()
    expect((await other.contactSheet(frames, { directory })).version).toBe(first.version)
    expect(other.health().decoder.pids).toEqual([])

    await thumbnailer.contactSheet(frames, { directory, title: 'Another look' })
    await folder.write('2.png', await png(512, 512))
    const second = await thumbnailer.contactSheet(frames, { directory })
    expect(second.version).not.toBe(first.version)
    const names = await readdir(directory)
    expect(names).toHaveLength(2)
    expect(names.map((name) => join(directory, name))).toContain(second.path)
    expect(names.map((name) => join(directory, name))).not.toContain(first.path)
  })

  it('fills no disk: of all names and looks the newest are kept', async () => {
    await using folder = await createFolder()
    const old = Array.from({ length: 205 }, (_, n) => `a-${n}-00000000-${'0'.repeat(20)}.webp`)
    for (const name of [...old, 'notes.webp']) await folder.write(name, 'old')
    const { path } = await thumbnailer.contactSheet([{ path: undefined }], {
      directory: folder.path,
    })
    const names = await readdir(folder.path)
    expect(names).toHaveLength(201)
    expect(names.map((name) => join(folder.path, name))).toContain(path)
    expect(names).toContain('notes.webp')
  })

  // Fifty large cells are decoded twice, which takes two seconds.
  it('has smaller pictures where WebP could not hold them', async () => {
    await using folder = await createFolder()
    const path = await folder.write('tall.png', await png(32, 64))
    const frames = Array.from({ length: 50 }, () => ({ path }))
    const options = { directory: folder.path, columns: 1, cell: 512 }
    const { width = 0, height = 0 } = await sharp(
      (await thumbnailer.contactSheet(frames, options)).bytes,
    ).metadata()
    expect(height).toBeLessThanOrEqual(16_383)
    expect(height).toBeGreaterThan(16_000)
    expect(width).toBeGreaterThan(128)
  })

  it('is made even when no frame can be shown', async () => {
    await using folder = await createFolder()
    const { bytes } = await thumbnailer.contactSheet([{ path: undefined, number: 7 }], {
      directory: folder.path,
    })
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 18 + 256 + 18 })
  })

  it.each([
    [{ cell: 10 }, 'cell to be a whole number from 64 to 512, got 10'],
    [{ columns: 0 }, 'columns to be a whole number from 1 to 50, got 0'],
    [{ name: '../up' }, 'got "../up"'],
  ])('refuses %o', async (options, message) => {
    const sheet = thumbnailer.contactSheet([{ path: undefined }], { directory: '/', ...options })
    await expect(sheet).rejects.toThrow(message)
    await expect(thumbnailer.contactSheet([], { directory: '/' })).rejects.toThrow('frames.length')
  })
})

describe('a slideshow', () => {
  it('shows every usable frame, all of one size, each as long as asked, for ever', async () => {
    await using folder = await createFolder()
    const frames = await writeFrames(folder)
    const show = await thumbnailer.slideshow(frames, {
      directory: folder.path,
      frameMs: 700,
      width: 200,
    })
    expect(show.contentType).toBe('image/webp')
    expect(await sharp(show.bytes, { pages: -1 }).metadata()).toMatchObject({
      pages: 2,
      pageHeight: 200,
      width: 200,
      delay: [700, 700],
      loop: 0,
    })
    const last = await sharp(show.bytes, { page: 1 }).png().toBuffer()
    expect(colourName(await pixelAt(last, 10, 100))).toBe('dark')
    expect(colourName(await pixelAt(last, 60, 100))).toBe('red')
  })

  it('needs one usable frame', async () => {
    await using folder = await createFolder()
    const frames = [{ path: join(folder.path, 'none.png') }, { path: undefined }]
    const show = thumbnailer.slideshow(frames, { directory: folder.path })
    await expect(show).rejects.toThrow(CorruptImageError)
  })
})

describe('a converted copy', () => {
  it.each([
    ['png', 'png'],
    ['jpeg', 'jpeg'],
    ['webp', 'webp'],
    ['avif', 'heif'],
  ] as const)('comes as %s, in the width asked for', async (format, found) => {
    await using folder = await createFolder()
    const path = await folder.write('a.png', await png(300, 150))
    const copy = await thumbnailer.convert(path, { format, width: 100 })
    expect(copy.contentType).toBe(`image/${format}`)
    expect(await sharp(copy.bytes).metadata()).toMatchObject({
      format: found,
      width: 100,
      height: 50,
    })
    expect(copy.path).toBe(join(folder.path, '.thumbnails/.converted/a.png', `100.${format}`))
  })

  it('is as large as the image when no width is given, and never larger', async () => {
    await using folder = await createFolder()
    const path = await folder.write('a.png', await png(30, 15))
    const whole = await thumbnailer.convert(path, { format: 'webp' })
    const large = await thumbnailer.convert(path, { format: 'webp', width: 500 })
    expect(await sharp(whole.bytes).metadata()).toMatchObject({ width: 30 })
    expect(await sharp(large.bytes).metadata()).toMatchObject({ width: 30 })
  })

  it('has the metadata of the image only when asked', async () => {
    await using folder = await createFolder()
    const exif = { IFD0: { ImageDescription: 'a prompt' } }
    const path = await folder.write('a.jpg', await picture(99, 99).withExif(exif).jpeg().toBuffer())
    const bare = await thumbnailer.convert(path, { format: 'webp' })
    const full = await thumbnailer.convert(path, { format: 'webp', keepMetadata: true })
    expect(bare.bytes.includes('a prompt')).toBe(false)
    expect(full.bytes.includes('a prompt')).toBe(true)
  })

  it('puts what is transparent on white when the format has no alpha', async () => {
    await using folder = await createFolder()
    const clear = {
      create: { width: 20, height: 20, channels: 4, background: '#00000000' },
    } as const
    const path = await folder.write('a.png', await sharp(clear).png().toBuffer())
    const { bytes } = await thumbnailer.convert(path, { format: 'jpeg' })
    expect(await pixelAt(bytes, 5, 5)).toEqual([255, 255, 255, 255])
  })

  it('loses more at a lower quality', async () => {
    await using folder = await createFolder()
    const path = await folder.write('a.png', await png(400, 300))
    const good = await thumbnailer.convert(path, { format: 'webp', quality: 95 })
    const poor = await thumbnailer.convert(path, { format: 'webp', quality: 5 })
    expect(poor.bytes.length).toBeLessThan(good.bytes.length)
    await expect(thumbnailer.convert(path, { format: 'webp', quality: 0 })).rejects.toThrow(
      RangeError,
    )
  })

  it('makes copies that are not kept', async () => {
    await using folder = await createFolder()
    const path = await folder.write('a.png', await png(40, 30))
    const small = await thumbnailer.copy(path, { format: 'webp', width: 10 })
    expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 10 })
    expect(await readdir(folder.path)).toEqual(['a.png'])
  })

  it('does not fill the disk: the sixteen last made of an image are kept', async () => {
    await using folder = await createFolder()
    const path = await folder.write('a.png', await png(60, 15))
    for (let width = 1; width <= 20; width++)
      await thumbnailer.convert(path, { format: 'png', width })
    const names = await readdir(join(folder.path, '.thumbnails/.converted/a.png'))
    expect(names).toHaveLength(16)
    expect(names).toContain('20.png')
    expect(names).not.toContain('1.png')
  })

  it('is not made of nothing', async () => {
    const copy = thumbnailer.convert('/nowhere/a.png', { format: 'png' })
    await expect(copy).rejects.toThrow(ImageNotFoundError)
    const wrong = thumbnailer.convert('/nowhere/a.png', { format: 'png', width: 0 })
    await expect(wrong).rejects.toThrow(RangeError)
  })
})
