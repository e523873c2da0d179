import { stat } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createFolder, noisyPng, picture, png } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import {
  CorruptImageError,
  ImageIncompleteError,
  ImageNotFoundError,
  ImageTooLargeError,
  ThumbnailError,
  UnsupportedImageError,
} from './errors.ts'
import type { ThumbnailerHealth } from './thumbnailer.ts'

const thumbnailer = createThumbnailer({ concurrency: 2 })
afterAll(() => thumbnailer[Symbol.asyncDispose]())

async function errorOf(
  contents: Buffer | string,
  options: { ageMs?: number } = {},
): Promise<unknown> {
  await using folder = await createFolder()
  const path = await folder.write('a.png', contents, options)
  return await thumbnailer.read({ path }).then(
    () => 'no error',
    (error: unknown) => error,
  )
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A black PNG of one bit a pixel: a few bytes that decode to a very large image. */
function bomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('an image that is broken', () => {
  it('is corrupt when it is empty', async () => {
    expect(await errorOf('')).toBeInstanceOf(CorruptImageError)
  })

  it('is unsupported when it is text', async () => {
    expect(await errorOf('<html>502 Bad Gateway</html>')).toBeInstanceOf(UnsupportedImageError)
  })

  it('is unsupported when it is an SVG in disguise', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    expect(await errorOf(svg)).toBeInstanceOf(UnsupportedImageError)
    expect(await errorOf(`<?xml version="1.0"?>${svg}`)).toBeInstanceOf(UnsupportedImageError)
  })

  it('is corrupt when only its first bytes are those of a PNG', async () => {
    const fake = Buffer.concat([(await png(9, 9)).subarray(0, 16), Buffer.alloc(3000, 7)])
    expect(await errorOf(fake)).toBeInstanceOf(CorruptImageError)
  })

  it('is corrupt when it breaks off before there is anything to see', async () => {
    const whole = await noisyPng(600, 600)
    expect(await errorOf(whole.subarray(0, 200))).toBeInstanceOf(CorruptImageError)
  })

  it('is shown as far as it goes when it breaks off later, and called damaged', async () => {
    await using folder = await createFolder()
    const whole = await noisyPng(600, 600)
    const path = await folder.write('a.png', whole.subarray(0, whole.length * 0.7))
    const image = await thumbnailer.read({ path })
    expect(image.damaged).toBe(true)
    expect(image.bytes.length).toBeGreaterThan(1000)
  })

  it('is not called damaged for want of the last chunk alone', async () => {
    await using folder = await createFolder()
    const whole = await noisyPng(64, 64)
    const path = await folder.write('a.png', whole.subarray(0, -12))
    expect(await thumbnailer.read({ path })).toMatchObject({ damaged: false })
  })

  it.each(['jpeg', 'webp'] as const)('is told from a whole one as %s too', async (format) => {
    await using folder = await createFolder()
    const whole = await picture(800, 800).toFormat(format, { quality: 100 }).toBuffer()
    const path = await folder.write('a', whole.subarray(0, whole.length * 0.8))
    const outcome = await thumbnailer.read({ path }).then(
      ({ damaged }) => damaged,
      (error: unknown) => error instanceof CorruptImageError,
    )
    expect(outcome).toBe(true)
  })

  it('is too large with more than 200 million pixels, and no pixel of it is decoded', async () => {
    const error = await errorOf(bomb(20_000))
    expect(error).toBeInstanceOf(ImageTooLargeError)
    expect(String(error)).toMatch(/a\.png: Input image exceeds pixel limit$/)
  })

  it('may be huge within the limit; two such are decoded one after the other', async () => {
    await using folder = await createFolder()
    const bytes = bomb(6_000)
    expect(bytes.length).toBeLessThan(10_000)
    const names = ['a.png', 'b.png', 'c.png']
    const paths = await Promise.all(names.map((name) => folder.write(name, bytes)))
    const thumbs = await Promise.all(paths.map((path) => thumbnailer.read({ path })))
    expect(new Set(thumbs.map(({ bytes: thumb }) => thumb.toString('hex'))).size).toBe(1)
  })

  it('gives a thumbnail or one of our errors, whatever bytes are wrong, and the decoder lives', async () => {
    await using folder = await createFolder()
    const formats = ['png', 'jpeg', 'webp', 'gif', 'avif'] as const
    const wholes = await Promise.all(
      formats.map((format) => picture(120, 90).toFormat(format).toBuffer()),
    )
    const damage = fc.record({
      whole: fc.constantFrom(...wholes),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
    })
    let count = 0
    const check = fc.asyncProperty(damage, async ({ whole, keep, changes }) => {
      const bytes = Buffer.from(whole.subarray(0, Math.ceil(whole.length * Math.min(1, keep * 2))))
      for (const [place, value] of changes) bytes[place % bytes.length] = value
      const path = await folder.write(`${count++}.png`, bytes)
      const outcome = await thumbnailer.read({ path }).then(
        ({ contentType }) => contentType,
        (error: unknown) => error,
      )
      expect(outcome === 'image/webp' || outcome instanceof ThumbnailError).toBe(true)
    })
    await fc.assert(check, { numRuns: 150 })
    expect(thumbnailer.health().decoder.crashes).toBe(0)
  })

  it('is unsupported when it is a folder, and not found when it is nothing', async () => {
    await using folder = await createFolder()
    await expect(thumbnailer.read({ path: folder.path })).rejects.toThrow(UnsupportedImageError)
    const path = `${folder.path}/none.png`
    await expect(thumbnailer.read({ path })).rejects.toThrow(ImageNotFoundError)
    await expect(thumbnailer.read({ path: `${path}\0` })).rejects.toThrow(ImageNotFoundError)
    await expect(thumbnailer.read({ path: 'relative.png' })).rejects.toThrow(TypeError)
  })

  it('is refused from memory the next time, and looked at again when it changed', async () => {
    await using folder = await createFolder()
    await using own = createThumbnailer({ concurrency: 1 })
    const path = await folder.write('a.png', 'this is not a picture')
    const first = await own.read({ path }).catch((error: unknown) => error)
    const second = await own.read({ path, size: 300 }).catch((error: unknown) => error)
    expect(first).toBeInstanceOf(UnsupportedImageError)
    expect(second).toBe(first)
    expect(own.health()).toMatchObject({ refused: 1 } satisfies Partial<ThumbnailerHealth>)
    await folder.write('a.png', await png(32, 32))
    expect((await own.read({ path })).bytes.length).toBeGreaterThan(20)
  })
})

describe('an image that is still being written', () => {
  it('is incomplete, not corrupt, and shown once it is whole', async () => {
    await using folder = await createFolder()
    const whole = await noisyPng(300, 300)
    const path = await folder.write('a.png', '', { ageMs: 0 })
    await expect(thumbnailer.read({ path })).rejects.toThrow(ImageIncompleteError)
    await folder.write('a.png', whole.subarray(0, whole.length / 2), { ageMs: 0 })
    await expect(thumbnailer.read({ path })).rejects.toThrow(ImageIncompleteError)
    await folder.write('a.png', whole, { ageMs: 0 })
    expect(await thumbnailer.read({ path })).toMatchObject({ damaged: false })
  })

  it('leaves no thumbnail behind', async () => {
    await using folder = await createFolder()
    const half = (await noisyPng(300, 300)).subarray(0, 100_000)
    const path = await folder.write('a.png', half, { ageMs: 0 })
    await expect(thumbnailer.thumbnail({ path })).rejects.toThrow(ImageIncompleteError)
    await expect(stat(`${folder.path}/.thumbnails`)).rejects.toThrow('ENOENT')
  })

  it('is judged by the clock: later the same bytes are damaged', async () => {
    await using folder = await createFolder()
    let now = Date.now()
    await using own = createThumbnailer({ concurrency: 1, clock: { now: () => now } })
    const half = (await noisyPng(300, 300)).subarray(0, 200_000)
    const path = await folder.write('a.png', half, { ageMs: 0 })
    await expect(own.read({ path })).rejects.toThrow(ImageIncompleteError)
    now += 6_000
    expect(await own.read({ path })).toMatchObject({ damaged: true })
  })
})
