import { access, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { scenePromptsSchema } from '../src/stories/story-schemas.ts'
import { ended, generate, problem, request, runDarkroom } from './running-darkroom.ts'

const send = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const storageSchema = z.object({
  status: z.string(),
  storage: z.object({
    path: z.string().optional(),
    state: z.string(),
    writable: z.boolean(),
    problem: z.string().optional(),
  }),
})

test('while the gallery is away nothing is taken or changed, everything says so, and all goes on when it is back', async () => {
  await using running = await runDarkroom()
  const { url, gallery } = running
  const job = await ended(running, await generate(running))
  const id = job.images?.[0]?.id ?? ''
  const batch = await fetch(`${url}/api/batch`, send('POST', { ...request, batch_count: 2 }))
  const { batch_id } = z.object({ batch_id: z.string() }).parse(await batch.json())
  const health = async () => storageSchema.parse(await (await fetch(`${url}/api/health`)).json())
  expect(await health()).toMatchObject({
    status: 'healthy',
    storage: { path: gallery, state: 'writable', writable: true },
  })
  await running.api.queue.pause.$post()
  const waiting = await generate(running, { seed: 5 })

  const story = {
    story_description:
      'Mia, a girl with red hair, finds a lantern in a dark forest. She follows its light over a river to an old lighthouse, where her lost brother waits at dawn.',
    frame_count: 4,
    model: request.model,
  }
  const written = await fetch(`${url}/api/sequence/prompts`, send('POST', story))
  const { sequence_id, prompts } = scenePromptsSchema.parse(await written.json())
  const changes: readonly (readonly [string, RequestInit])[] = [
    ['/api/generate', send('POST', request)],
    ['/api/batch', send('POST', { ...request, batch_count: 2 })],
    [`/api/gallery/image/${id}/regenerate`, send('POST', {})],
    [`/api/batch/${batch_id}/again`, send('POST', {})],
    ['/api/sequence/generate', send('POST', { sequence_id, prompts })],
    [`/api/generate/${job.request_id}/retry`, { method: 'POST' }],
    [`/api/gallery/image/${id}`, send('PATCH', { favourite: true })],
    [`/api/gallery/image/${id}`, { method: 'DELETE' }],
    [`/api/gallery/image/${id}/move`, send('POST', { folder: 'best' })],
    ['/api/gallery/trash', { method: 'DELETE' }],
    ['/api/templates', send('POST', { name: 'One', prompt: 'a boat' })],
    ['/api/templates/One', send('PUT', { prompt: 'a boat' })],
  ]
  const reads = [
    '/api/gallery',
    '/api/gallery/facets',
    '/api/gallery/trash',
    '/api/templates',
    '/api/wildcards',
    '/api/wildcards/weather',
    `/api/gallery/image/${id}`,
    `/api/gallery/thumbnail/${id}?size=1200`,
  ]
  await rename(gallery, `${gallery}.away`)
  for (const isEmptyLeft of [false, true]) {
    if (isEmptyLeft) await mkdir(gallery)
    for (const [path, init] of changes) {
      const answer = await fetch(`${url}${path}`, init)
      expect([path, answer.status]).toEqual([path, 507])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await problem(answer, 507)).code).toBe('gallery_missing')
    }
    for (const path of reads) {
      const answer = await fetch(`${url}${path}`)
      expect([path, answer.status]).toEqual([path, 503])
      expect((await problem(answer, 503)).code).toBe('gallery_missing')
    }
    expect(await health()).toMatchObject({
      status: 'degraded',
      storage: { state: 'missing', writable: false, problem: expect.stringMatching(/\w\.$/) },
    })
  }
  // What was finished is still told with its picture.
  expect((await ended(running, job.request_id)).images?.[0]?.id).toBe(id)
  await running.api.queue.resume.$post()
  expect(await readdir(gallery)).toEqual([])
  await rm(gallery, { recursive: true })
  await rename(`${gallery}.away`, gallery)

  expect((await ended(running, waiting)).status).toBe('completed')
  // The stream of a batch ends with its last picture, which may be made after the job above.
  await (await fetch(`${url}/api/batch/${batch_id}/events`)).text()
  expect((await health()).status).toBe('healthy')
  const favourite = await fetch(
    `${url}/api/gallery/image/${id}`,
    send('PATCH', { favourite: true }),
  )
  expect(favourite.status).toBe(200)
  await access(`${gallery}/${job.images?.[0]?.filepath}`)
  const isComplete = async () =>
    (await fetch(`${url}/api/gallery`)).headers.get('x-gallery-complete')
  await expect.poll(isComplete).toBe('true')
  const list = z
    .array(z.object({ id: z.string() }))
    .parse(await (await fetch(`${url}/api/gallery`)).json())
  expect(list.map((image) => image.id)).toContain(id)
  expect(list).toHaveLength(4)
}, 60_000)

test('the path of the gallery is told on this machine, and to nobody whom a proxy brings', async () => {
  await using running = await runDarkroom()
  const ask = async (headers: Record<string, string>) =>
    storageSchema.parse(await (await fetch(`${running.url}/api/health`, { headers })).json())
  expect((await ask({})).storage.path).toBe(running.gallery)
  expect((await ask({ 'x-forwarded-for': '192.168.1.7' })).storage.path).toBeUndefined()
})
