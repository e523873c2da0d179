import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { nameKey } from '@darkroom/foundation'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { galleryImageSchema } from '../src/gallery/gallery-image.ts'
import type { Job } from '../src/generate/generate-schemas.ts'
import { namesInZip, yearsInZip } from './names-in-zip.ts'
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
  job = await ended(running, await generate(running, { seed: 3 }))
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const first = () => {
  const [image] = job.images ?? []
  if (image === undefined) throw new Error('no image')
  return image
}
const fileOf = () => join(running.gallery, first().filepath)
const shownPaths = async (): Promise<string[]> => {
  const images = await (await running.api.gallery.$get({ query: {} })).json()
  return Array.isArray(images) ? images.map(({ filepath }) => filepath) : []
}

test('an archive keeps names that are alike apart, and makes them fit for every system', async () => {
  const names = [
    'a/x.png',
    'b/X.png',
    'c/x.png',
    'c/x (2).png',
    'd/con.png',
    'd/a: b?.png',
    'd/-r.png',
    'e/é.png',
    'f/e\u0301.png',
  ]
  const long = `${'é'.repeat(125)}.png`
  names.push(`g/${long}`, `h/${long}`)
  const bytes = await readFile(fileOf())
  for (const name of names) {
    await mkdir(dirname(join(running.gallery, 'zip', name)), { recursive: true })
    await writeFile(join(running.gallery, 'zip', name), bytes)
  }
  // A time that a ZIP cannot tell.
  await utimes(join(running.gallery, 'zip/a/x.png'), 0, 0)
  await expect.poll(async () => (await shownPaths()).length).toBe(names.length + 1)
  const answer = await fetch(`${running.url}/api/gallery/archive`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ filter: { keyword: 'lighthouse' } }),
  })
  const zip = Buffer.from(await answer.arrayBuffer())
  const inZip = namesInZip(zip)
  await removeLive(join(running.gallery, 'zip'))
  await expect.poll(async () => (await shownPaths()).length).toBe(1)
  expect(inZip).toHaveLength(names.length + 1)
  expect(Math.max(...inZip.map((name) => Buffer.byteLength(name)))).toBeLessThanOrEqual(255)
  expect(Math.min(...yearsInZip(zip))).toBe(1980)
  expect(new Set(inZip.map(nameKey)).size).toBe(names.length + 1)
  expect(inZip).toEqual(
    expect.arrayContaining(['_con.png', 'a_ b_.png', '_-r.png', 'é.png', 'é (2).png']),
  )
})

test('a picture is moved within the gallery and nowhere else', async () => {
  const { id, filepath } = first()
  const move = (image: string, folder: string) =>
    fetch(`${running.url}/api/gallery/image/${image}/move`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ folder }),
    })
  const impossible = [
    '../out',
    '/tmp',
    'a/../../b',
    'CON',
    'x\u0000',
    '\ud800',
    'a/\ufffd',
    'x\u0085',
    'a.',
    '-a',
    '.a',
    'é'.repeat(128),
  ]
  for (const folder of impossible) {
    expect([folder, (await problem(await move(id, folder), 400)).errors?.[0]?.path]).toEqual([
      folder,
      'folder',
    ])
  }
  expect((await fetch(`${running.url}/api/gallery/image/${id}`)).status).toBe(200)
  const moved = galleryImageSchema.parse(await (await move(id, 'best of/boats')).json())
  expect(moved).toMatchObject({ filepath: `best of/boats/${basename(filepath)}`, seed: 3 })
  await mkdir(join(running.gallery, 'cafe\u0301'))
  const looksAlike = galleryImageSchema.parse(await (await move(moved.id, 'café')).json())
  expect(looksAlike.filepath).toBe(`cafe\u0301/${basename(filepath)}`)
  const back = await (await move(looksAlike.id, dirname(filepath))).json()
  expect(back).toMatchObject({ id, filepath })
})
