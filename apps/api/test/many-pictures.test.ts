import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildPng } from '@darkroom/media-container/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { galleryImageSchema } from '../src/gallery/gallery-image.ts'
import { problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom()
  await mkdir(join(running.gallery, 'new'), { recursive: true })
  for (const name of names) await writeFile(join(running.gallery, 'new', name), buildPng())
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const names = Array.from({ length: 12 }, (_, number) => `${number}.png`)
const unknown = 'inoneoftheseatall'

const listSchema = z.array(galleryImageSchema)
const listed = async (query = '') =>
  listSchema.parse(await (await fetch(`${running.url}/api/gallery?${query}`)).json())

const post = (action: string, body: object) =>
  fetch(`${running.url}/api/gallery/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const done = async (action: string, body: object): Promise<Record<string, unknown>> => {
  const answer = await post(action, body)
  expect(answer.status).toBe(200)
  return z.record(z.string(), z.unknown()).parse(await answer.json())
}
const notFound = [
  { id: unknown, status: 404, code: 'not_found', detail: `There is no image "${unknown}".` },
]

test('the pictures are there', async () => {
  await expect.poll(async () => (await listed()).length).toBe(names.length)
})

test('the list is read from any place, and leads on from there', async () => {
  const get = (query: string) => fetch(`${running.url}/api/gallery?${query}`)
  const all = await listed()
  const place = await get('limit=4&offset=5')
  expect(place.headers.get('x-total-count')).toBe('12')
  expect(await place.json()).toEqual(all.slice(5, 9))
  const [, next = ''] = /<([^>]+)>; rel="next"/.exec(place.headers.get('link') ?? '') ?? []
  expect(await (await fetch(`${running.url}${next}`)).json()).toEqual(all.slice(9))
  const past = await get('offset=12')
  expect([past.headers.get('link'), await past.json()]).toEqual([null, []])
  const cursor = new URL(next, running.url).searchParams.get('cursor') ?? ''
  const both = await problem(await get(`offset=1&cursor=${cursor}`), 400)
  expect(both.errors).toMatchObject([{ path: 'offset' }])
})

test('pictures are told by their ids, without those that are none', async () => {
  const all = await listed('limit=3')
  const get = (ids: string) => fetch(`${running.url}/api/gallery/images?ids=${ids}`)
  const [a, b, c] = all.map(({ id }) => id)
  expect(await (await get([c, unknown, a, c].join())).json()).toEqual([all[2], all[0]])
  for (const wrong of ['', `${b},`, 'no id', Array.from({ length: 201 }, (_, n) => n).join()]) {
    await problem(await get(wrong), 400)
  }
})

test('many go to the trash and come back, whichever of them are none', async () => {
  const before = await listed()
  const ids = before.map(({ id }) => id).slice(2)
  const [first = ''] = ids
  expect(await done('trash', { ids: [first, unknown, ...ids, unknown] })).toEqual({
    deleted: ids,
    failed: notFound,
  })
  expect((await listed()).map(({ id }) => id)).toEqual(before.slice(0, 2).map(({ id }) => id))
  expect(await done('trash', { ids: [first] })).toMatchObject({
    deleted: [],
    failed: [{ id: first, status: 404 }],
  })
  const backwards = before.slice(2).reverse()
  expect(await done('restore', { ids: [...ids.toReversed(), unknown] })).toEqual({
    restored: backwards,
    failed: notFound,
  })
  expect(await listed()).toEqual(before)
})

test('many are favourites and have tags, beside those that they had', async () => {
  const [one, ...others] = (await listed()).map(({ id }) => id).slice(0, 5)
  const ids = [one, ...others]
  await done('annotate', { ids: [one], add_tags: ['Sea', 'old'] })
  const answer = await done('annotate', {
    ids: [...ids, unknown],
    favourite: true,
    add_tags: ['sea', 'boat'],
    remove_tags: ['old', 'none'],
  })
  expect(answer).toMatchObject({
    annotated: ids.map((id) => ({
      id,
      metadata: { favourite: true, tags: id === one ? ['Sea', 'boat'] : ['sea', 'boat'] },
    })),
    failed: notFound,
  })
  expect(await listed('favourite=1&tag=boat')).toHaveLength(ids.length)
  const [file] = await listed('tag=Sea&limit=1')
  const sidecar = join(running.gallery, (file?.filepath ?? '').replace(/png$/, 'json'))
  expect(JSON.parse(await readFile(sidecar, 'utf8'))).toMatchObject({ favourite: true })
})

test('many move to a folder, and tell which they were', async () => {
  const before = (await listed()).slice(0, 4)
  const ids = before.map(({ id }) => id)
  const answer = await done('move', { ids: [...ids, unknown], folder: 'best/of all' })
  expect(answer).toMatchObject({
    moved: before.map(({ id, filepath }) => ({
      previous_id: id,
      filepath: filepath.replace('new/', 'best/of all/'),
    })),
    failed: notFound,
  })
  expect(await listed('folder=/best/')).toHaveLength(4)
  expect(await listed('folder=best&subfolders=false')).toHaveLength(0)
  expect(await listed('folder=new')).toHaveLength(8)
  expect(await listed('folder=/')).toHaveLength(12)
  expect(await listed('folder=/&subfolders=0')).toHaveLength(0)
  await mkdir(join(running.gallery, '20261122'))
  await writeFile(join(running.gallery, '20261122/a.png'), buildPng())
  await expect.poll(async () => (await listed('folder=20261122')).length).toBe(1)
  expect(await (await fetch(`${running.url}/api/gallery/facets`)).json()).toMatchObject({
    folders: [
      { value: 'best', count: 4 },
      { value: 'best/of all', count: 4 },
      { value: 'new', count: 8 },
    ],
  })
  const refused = await problem(await post('move', { ids, folder: '../out' }), 400)
  expect(refused.errors).toMatchObject([{ path: 'folder' }])
})

test.each([
  ['trash', { ids: [] }, 'ids'],
  ['restore', {}, 'ids'],
  ['trash', { ids: ['no id'] }, 'ids.0'],
  ['trash', { ids: Array.from({ length: 10_001 }, () => unknown) }, 'ids'],
  ['annotate', { ids: [unknown] }, undefined],
  ['annotate', { ids: [unknown], tags: ['x'] }, 'tags'],
])('POST %s with what cannot be meant changes nothing', async (action, body, path) => {
  const { errors = [] } = await problem(await post(action, body), 400)
  if (path !== undefined) expect(errors.map((error) => error.path)).toContain(path)
})
