import type { ConvertOptions, PictureSource } from '@darkroom/door-ports'
import { expect, test } from 'vitest'
import { largestPreview, previewBytes } from './preview.ts'

const source: PictureSource = { gallery: 'a' }
const signal = AbortSignal.timeout(60_000)

/** Converts as pictures with so many bytes a pixel at the best quality do. */
function converter(bytesPerPixel: number) {
  const asked: ConvertOptions[] = []
  const convert = async (_: PictureSource, options: ConvertOptions): Promise<Uint8Array> => {
    asked.push(options)
    const { longestSide = 1024, quality = 90 } = options
    return new Uint8Array(Math.round(longestSide ** 2 * bytesPerPixel * (quality / 100)))
  }
  return { asked, convert }
}

test('a picture that is small enough at once is as good as can be', async () => {
  const pictures = converter(0.1)
  const bytes = await previewBytes(pictures, source, { signal })
  expect(bytes?.length).toBeLessThanOrEqual(largestPreview)
  expect(pictures.asked).toEqual([{ format: 'webp', quality: 80, longestSide: 512, signal }])
})

test.each([0.6, 1, 2, 3])(
  'a noisy one of %d bytes a pixel becomes coarse, then small, until it fits',
  async (noise) => {
    const pictures = converter(noise)
    const bytes = await previewBytes(pictures, source, { signal })
    expect(bytes?.length).toBeGreaterThan(1000)
    expect(bytes?.length).toBeLessThanOrEqual(largestPreview)
    expect(pictures.asked.length).toBeGreaterThan(1)
  },
)

test('one that never fits is not shown', async () => {
  expect(await previewBytes(converter(100), source, { signal })).toBeUndefined()
})

test('no side is longer than was asked for', async () => {
  const pictures = converter(3)
  await previewBytes(pictures, source, { longestSide: 200, signal })
  expect(Math.max(...pictures.asked.map(({ longestSide = 0 }) => longestSide))).toBe(200)
})
