import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { galleryImageSchema } from '../src/gallery/gallery-image.ts'
import type { Job } from '../src/generate/generate-schemas.ts'
import {
  ended,
  generate,
  problem,
  type RunningDarkroom,
  removeLive,
  runDarkroom,
} from './running-darkroom.ts'

let running: RunningDarkroom
let job: Job
beforeAll(async () => {
  running = await runDarkroom()
  job = await ended(running, await generate(running, { seed: 3, prompt: 'a red boat on a lake' }))
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const first = () => {
  const [image] = job.images ?? []
  if (image === undefined) throw new Error('no image')
  return image
}
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${running.url}${path}`, { headers })
const fileOf = () => join(running.gallery, first().filepath)
const shownPaths = async (): Promise<string[]> => {
  const images = await (await running.api.gallery.$get({ query: {} })).json()
  return Array.isArray(images) ? images.map(({ filepath }) => filepath) : []
}

describe('a picture', () => {
  test('is sent in parts', async () => {
    const whole = await readFile(fileOf())
    const part = await get(first().image_url, { range: 'bytes=10-19' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${whole.length}`)
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(10, 20))).toBe(true)
    const tail = await get(first().image_url, { range: 'bytes=-12' })
    expect(Buffer.from(await tail.arrayBuffer()).equals(whole.subarray(-12))).toBe(true)
    const all = await get(first().image_url, { range: `bytes=-${whole.length + 1}` })
    expect(all.status).toBe(206)
    expect(all.headers.get('content-range')).toBe(`bytes 0-${whole.length - 1}/${whole.length}`)
    await problem(await get(first().image_url, { range: `bytes=${whole.length}-` }), 416)
  })

  test('is not sent again when it has not changed', async () => {
    const { headers } = await get(first().image_url)
    const etag = headers.get('etag') ?? ''
    expect(headers.get('cache-control')).toContain('immutable')
    const again = await get(first().image_url, { 'if-none-match': `"other", W/${etag}` })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    const unversioned = await get(`/api/gallery/image/${first().id}`)
    expect(unversioned.headers.get('cache-control')).toBe('no-cache')
  })

  test('can be asked for by HEAD, and downloaded under its name', async () => {
    const head = await fetch(`${running.url}${first().image_url}`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(first().filesize))
    const download = await get(`/api/gallery/image/${first().id}?download=1`)
    expect(download.headers.get('content-disposition')).toContain(
      `attachment; filename="${basename(first().filepath)}"`,
    )
  })

  test('comes converted and smaller when asked for', async () => {
    const answer = await get(`/api/gallery/image/${first().id}?format=jpeg&width=100`)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    const { format, width } = await sharp(await answer.arrayBuffer()).metadata()
    expect({ format, width }).toEqual({ format: 'jpeg', width: 100 })
  })

  test('tells all that is known of it, the workflow included', async () => {
    const details = await (await get(`/api/gallery/image/${first().id}/metadata`)).json()
    expect(details).toMatchObject({
      id: first().id,
      seed: 3,
      denoise: 1,
      guidance: null,
      raw: { prompt: expect.any(Object) },
    })
  })

  test('has thumbnails of several sizes', async () => {
    const small = await get(`/api/gallery/thumbnail/${first().id}?size=150`)
    expect((await sharp(await small.arrayBuffer()).metadata()).width).toBe(150)
    const avif = await get(`/api/gallery/thumbnail/${first().id}`, { accept: 'image/avif' })
    expect(avif.headers.get('content-type')).toBe('image/avif')
    await problem(await get(`/api/gallery/thumbnail/${first().id}?size=151`), 400)
  })
})

test('the list is searched, counted and summed up', async () => {
  const count = async (query: string) =>
    Number((await get(`/api/gallery?${query}`)).headers.get('x-total-count'))
  expect(await count('keyword=BOAT%20red')).toBe(1)
  expect(await count('keyword=boat%20blue')).toBe(0)
  expect(await count('seed=3&min_width=256')).toBe(1)
  expect(await count('model=base/photoreal_v5.safetensors')).toBe(0)
  const statistics = await (await get('/api/gallery/statistics?keyword=blue')).json()
  expect(statistics).toMatchObject({ total_images: 1, filtered_images: 0, today_count: 1 })
  const prompts = async (query: string): Promise<unknown> =>
    await (await get(`/api/prompts/recent?${query}`)).json()
  expect(await prompts('keyword=BOAT')).toMatchObject([
    { prompt: 'a red boat on a lake', count: 1, image_id: first().id, model: first().model },
  ])
  expect(await prompts('keyword=blue&limit=5')).toEqual([])
  const facets = await (await get('/api/gallery/facets')).json()
  expect(facets).toMatchObject({
    models: [{ value: 'base/dreamscape_xl.safetensors', count: 1 }],
    sizes: [{ width: 256, height: 256, count: 1 }],
  })
})

test('pages lead from one to the next through Link', async () => {
  const folder = join(running.gallery, 'pages')
  await mkdir(folder, { recursive: true })
  const bytes = await readFile(fileOf())
  for (const name of ['a', 'b', 'c', 'd']) await writeFile(join(folder, `${name}.png`), bytes)
  await expect.poll(async () => (await shownPaths()).length).toBe(5)
  const seen: string[] = []
  let path: string | undefined = '/api/gallery?limit=2'
  while (path !== undefined) {
    const answer: Response = await get(path)
    const page = z.array(galleryImageSchema).parse(await answer.json())
    seen.push(...page.map(({ filepath }) => filepath))
    expect(answer.headers.get('x-total-count')).toBe('5')
    path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
  }
  expect(seen).toEqual(await shownPaths())
  await removeLive(folder)
  await expect.poll(async () => (await shownPaths()).length).toBe(1)
})

test('without a limit all pictures come, more than the largest page', async () => {
  const folder = join(running.gallery, 'many')
  await mkdir(folder)
  const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const names = Array.from({ length: 1300 }, (_, index) => `${index}.png`)
  await Promise.all(names.map((name) => writeFile(join(folder, name), pixel)))
  await expect.poll(async () => (await shownPaths()).length).toBe(1301)
  const all = await get('/api/gallery')
  expect(all.headers.get('x-total-count')).toBe('1301')
  expect(all.headers.get('link')).toBeNull()
  const paths = z
    .array(galleryImageSchema)
    .parse(await all.json())
    .map(({ filepath }) => filepath)
  expect(new Set(paths).size).toBe(1301)
  const page = await get('/api/gallery?limit=1000')
  expect(await page.json()).toHaveLength(1000)
  expect(page.headers.get('link')).toContain('rel="next"')
  await removeLive(folder)
  await expect.poll(async () => (await shownPaths()).length).toBe(1)
})

test('a favourite and its tags are in the sidecar, and found', async () => {
  const param = { id: first().id }
  const answer = await running.api.gallery.image[':id'].$patch({
    param,
    json: { favourite: true, tags: ['boats', 'cafe\u0301', 'café'] },
  })
  expect(await answer.json()).toMatchObject({
    metadata: { favourite: true, tags: ['boats', 'café'] },
  })
  const sidecar: unknown = JSON.parse(await readFile(fileOf().replace(/png$/, 'json'), 'utf8'))
  expect(sidecar).toMatchObject({
    favourite: true,
    tags: ['boats', 'café'],
    seed: 3,
    request_id: job.request_id,
  })
  expect(await (await get('/api/gallery?favourite=true&tag=boats')).json()).toHaveLength(1)
  await problem(
    await fetch(`${running.url}/api/gallery/image/${first().id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }),
    400,
  )
})

test.each([
  'keyword=&model=&lora=&sampler=&seed=&tag=&favourite=&date_from=&date_to=&min_width=&limit=&sort_by=&cursor=',
  'date_from=2020-01-01T00:00:00+01:00',
])('GET /api/gallery?%s is answered as a form means it', async (query) => {
  const answer = await get(`/api/gallery?${query}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('x-total-count')).toBe('1')
  expect(await answer.json()).toMatchObject([{ filepath: first().filepath }])
})

test.each(['', '%20', '-1', '0x0', 'all'])(
  'the trash is not emptied by a slip (%j)',
  async (days) => {
    const path = `${running.url}/api/gallery/trash?older_than_days=${days}`
    await problem(await fetch(path, { method: 'DELETE' }), 400)
  },
)

test('a deleted picture goes to the trash with its files, and comes back with them', async () => {
  const { id, filepath, thumbnail_url } = first()
  await get(thumbnail_url)
  const deleted = await (
    await running.api.gallery.image[':id'].$delete({ param: { id }, query: {} })
  ).json()
  expect(deleted).toMatchObject({
    deleted: true,
    deleted_files: expect.arrayContaining([
      filepath,
      filepath.replace(/png$/, 'json'),
      `${dirname(filepath)}/.thumbnails/${basename(filepath)}.webp`,
    ]),
  })
  await problem(await get(`/api/gallery/image/${id}`), 404)
  expect(await readdir(dirname(fileOf()))).not.toContain(basename(filepath))
  const [trashed] = z
    .array(galleryImageSchema)
    .parse(await (await get('/api/gallery/trash')).json())
  expect(trashed).toMatchObject({ id, filepath, prompt: 'a red boat on a lake', seed: 3 })
  const [image, thumbnail, copy] = await Promise.all(
    [trashed?.image_url, trashed?.thumbnail_url, `${trashed?.image_url}&format=jpeg`].map(
      async (url = '') => await sharp(await (await get(url)).arrayBuffer()).metadata(),
    ),
  )
  expect(image).toMatchObject({ format: 'png', width: trashed?.width })
  expect(thumbnail).toMatchObject({ format: 'webp' })
  expect(copy).toMatchObject({ format: 'jpeg', width: trashed?.width })
  const restored = await running.api.gallery.image[':id'].restore.$post({ param: { id } })
  expect(await restored.json()).toMatchObject({ id, filepath, seed: 3 })
  expect((await get(`/api/gallery/image/${id}`)).status).toBe(200)
})

test('pictures come as a ZIP that is whole', async () => {
  const archive = await fetch(`${running.url}/api/gallery/archive`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ids: [first().id] }),
  })
  expect(archive.headers.get('content-type')).toBe('application/zip')
  const bytes = Buffer.from(await archive.arrayBuffer())
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
  expect(bytes.includes(await readFile(fileOf()))).toBe(true)
  expect(bytes.subarray(-22, -18).toString('latin1')).toBe('PK\u0005\u0006')
})

test('a picture is made again from its own recipe, with what is to be different', async () => {
  const answer = await running.api.gallery.image[':id'].regenerate.$post({
    param: { id: first().id },
    json: { steps: 6 },
  })
  expect(answer.status).toBe(202)
  const accepted = await answer.json()
  if (!('changes' in accepted)) throw new Error('not accepted')
  expect(accepted).toMatchObject({ seed: 3, changes: [{ field: 'steps', from: 4, to: 6 }] })
  const again = await ended(running, accepted.request_id)
  expect(again).toMatchObject({ status: 'completed', prompt: 'a red boat on a lake', seed: 3 })
})

test('a picture that is broken has a placeholder and leaves the list whole', async () => {
  const folder = join(running.gallery, 'broken')
  await mkdir(folder, { recursive: true })
  const whole = await readFile(fileOf())
  const scrambled = Buffer.concat([
    whole.subarray(0, 33),
    Buffer.alloc(200, 7),
    whole.subarray(-12),
  ])
  await writeFile(join(folder, 'broken.png'), scrambled)
  await expect.poll(shownPaths).toContain('broken/broken.png')
  const images = z.array(galleryImageSchema).parse(await (await get('/api/gallery')).json())
  const broken = images.find(({ filepath }) => filepath === 'broken/broken.png')
  const thumbnail = await get(broken?.thumbnail_url ?? '')
  expect(thumbnail.status).toBe(200)
  expect(thumbnail.headers.get('content-type')).toBe('image/webp')
  expect(thumbnail.headers.get('cache-control')).toBe('no-store')
})
