import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { galleryImageSchema } from '../src/gallery/gallery-image.ts'
import { facetsSchema } from '../src/gallery/gallery-query.ts'
import { problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom()
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${running.url}${path}`, { headers })

const write = async (name: string, bytes: Uint8Array, { ageMs = 60_000 } = {}): Promise<void> => {
  const path = join(running.gallery, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, bytes)
  const time = (Date.now() - ageMs) / 1000
  await utimes(path, time, time)
}

const imagesSchema = z.array(galleryImageSchema)

const listed = async (query: string, count: number) => {
  const list = async () => imagesSchema.parse(await (await get(`/api/gallery?${query}`)).json())
  await expect.poll(list).toHaveLength(count)
  return await list()
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#884422' } })

/** The start of an MP4 without anything behind. */
const mp4 = Buffer.concat([
  Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1'),
  Buffer.alloc(100_000, 'v'),
])

test('pictures of all usual names and formats are listed with their media type and shown', async () => {
  const jpeg = await picture(40, 20).jpeg().toBuffer()
  for (const name of ['a.jfif', 'b.jpe', 'c.JPEG']) await write(`formats/${name}`, jpeg)
  await write('formats/d.gif', await picture(40, 20).gif().toBuffer())
  await write('formats/e.avif', await picture(40, 20).avif({ effort: 0 }).toBuffer())
  await write('formats/f.mp4', mp4)
  const images = await listed('', 6)
  const types = Object.fromEntries(
    images.map(({ filepath, media_type }) => [filepath.slice('formats/'.length), media_type]),
  )
  expect(types).toEqual({
    'a.jfif': 'image/jpeg',
    'b.jpe': 'image/jpeg',
    'c.JPEG': 'image/jpeg',
    'd.gif': 'image/gif',
    'e.avif': 'image/avif',
    'f.mp4': 'video/mp4',
  })
  for (const { image_url, thumbnail_url, media_type } of images) {
    const whole = await get(image_url)
    expect(whole.headers.get('content-type')).toBe(media_type)
    expect(whole.headers.get('content-disposition')).toMatch(/^inline/)
    await whole.arrayBuffer()
    const thumbnail = await get(thumbnail_url)
    expect(thumbnail.status).toBe(200)
    await thumbnail.arrayBuffer()
  }
  await listed('media_type=video', 1)
  await listed('media_type=image/jpeg', 3)
  const [video] = await listed('media_type=video/mp4', 1)
  const part = await get(video?.image_url ?? '', { range: 'bytes=4-11' })
  expect(part.status).toBe(206)
  expect(await part.text()).toBe('ftypisom')
  const facets = facetsSchema.parse(await (await get('/api/gallery/facets')).json())
  expect(facets.media_types[0]).toEqual({ value: 'image/jpeg', count: 3 })
})

test('a picture that its EXIF block turns has the size that a person sees, also for filters', async () => {
  const turned = await picture(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(await sharp(turned).metadata()).toMatchObject({ width: 400, orientation: 6 })
  await write('turned/a.jpg', turned)
  const [image] = await listed('min_height=400', 1)
  expect(image).toMatchObject({ filepath: 'turned/a.jpg', width: 200, height: 400 })
  const thumbnail = await (await get(image?.thumbnail_url ?? '')).arrayBuffer()
  expect(await sharp(thumbnail).metadata()).toMatchObject({ width: 150, height: 300 })
  const facets = await get('/api/gallery/facets?min_height=400')
  const { sizes } = facetsSchema.parse(await facets.json())
  expect(sizes).toEqual([{ width: 200, height: 400, count: 1 }])
})

test('a PNG with bytes behind its end is whole, and one that breaks off says when to come back', async () => {
  const png = await picture(64, 64).png().toBuffer()
  await write('fresh/whole.png', Buffer.concat([png, Buffer.from('of another program')]), {
    ageMs: 0,
  })
  const [whole] = await listed('min_width=64&max_width=64', 1)
  if (whole === undefined) throw new Error('not listed')
  const copy = await get(`/api/gallery/image/${whole.id}?format=jpeg`)
  expect(copy.status).toBe(200)
  expect((await get(whole.thumbnail_url)).headers.get('cache-control')).toContain('immutable')

  // Its place in the list is from before somebody began to write it anew.
  const path = join(running.gallery, 'fresh/whole.png')
  await writeFile(path, png.subarray(0, png.length - 20))
  // However long the requests below take, the file is from a moment ago.
  await utimes(path, new Date(), new Date(Date.now() + 60_000))
  const again = await get(`/api/gallery/image/${whole.id}?format=webp`)
  const { detail } = await problem(again, 409)
  expect(detail).toBe('The picture is still being written.')
  expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0)
  const placeholder = await get(`/api/gallery/thumbnail/${whole.id}?size=150`)
  expect(placeholder.headers.get('cache-control')).toBe('no-store')
  expect(Number(placeholder.headers.get('retry-after'))).toBeGreaterThan(0)
})

/** A PNG with a text of A1111 hidden in its alpha channel and nowhere else. */
async function stealthPng(text: string): Promise<Buffer> {
  const [width, height] = [96, 64]
  const payload = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(payload.length * 8)
  const stream = Buffer.concat([Buffer.from('stealth_pnginfo'), length, payload])
  const rgba = Buffer.alloc(width * height * 4, 254)
  for (let index = 0; index < stream.length * 8; index += 1) {
    const pixel = (index % height) * width + Math.floor(index / height)
    rgba[pixel * 4 + 3] = 254 | (((stream[index >> 3] ?? 0) >> (7 - (index % 8))) & 1)
  }
  return await sharp(rgba, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer()
}

test('a prompt that is hidden in the alpha channel is found, and kept over a restart', async () => {
  const text =
    'a hidden fox\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 96x64'
  await write('hidden/a.png', await stealthPng(text))
  const [image] = await listed('keyword=hidden', 1)
  expect(image).toMatchObject({ filepath: 'hidden/a.png', prompt: 'a hidden fox', seed: 5 })
  const [same] = await listed('sampler=euler_ancestral', 1)
  expect(same?.id).toBe(image?.id)
  await running.restart()
  await listed('keyword=hidden', 1)
})
