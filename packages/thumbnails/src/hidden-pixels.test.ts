import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createFolder, picture } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import { CorruptImageError } from './errors.ts'

/** Raw pixels whose lowest bits of alpha begin with this text, column by column. */
function hide(text: string, { width, height }: { width: number; height: number }): Buffer {
  const rgba = Buffer.alloc(width * height * 4, 254)
  for (const [index, byte] of Buffer.from(text).entries()) {
    for (let bit = 0; bit < 8; bit += 1) {
      const number = index * 8 + bit
      const pixel = (number % height) * width + Math.floor(number / height)
      rgba[pixel * 4 + 3] = 254 | ((byte >> (7 - bit)) & 1)
    }
  }
  return rgba
}

test('the pixels of a picture that hides a text are given as they are, and of no other', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer({ concurrency: 1 })
  const size = { width: 30, height: 20 }
  const raw = { ...size, channels: 4 } as const
  const rgba = hide('stealth_pngcomp and so on', size)
  const image = (pixels: Buffer) => sharp(pixels, { raw })
  const files = [
    await folder.write('a.png', await image(rgba).png().toBuffer()),
    await folder.write(
      'b.webp',
      await image(rgba).webp({ lossless: true, exact: true }).toBuffer(),
    ),
  ]
  for (const path of files) {
    const found = await thumbnailer.hiddenPixels(path)
    expect(found).toMatchObject(size)
    expect(Buffer.from(found?.rgba ?? []).equals(rgba)).toBe(true)
  }
  const others = [
    await folder.write('c.png', await image(hide('nothing of the kind', size)).png().toBuffer()),
    await folder.write('d.png', await picture(30, 20).png().toBuffer()),
    await folder.write('e.jpg', await picture(30, 20).jpeg().toBuffer()),
  ]
  for (const path of others) expect(await thumbnailer.hiddenPixels(path)).toBeUndefined()
  const broken = await folder.write('f.png', (await image(rgba).png().toBuffer()).subarray(0, -40))
  await expect(thumbnailer.hiddenPixels(broken)).rejects.toThrow(CorruptImageError)
})
