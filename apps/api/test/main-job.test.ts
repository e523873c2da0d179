import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { acceptedSchema } from '../src/generate/generate-schemas.ts'
import { ended, generate, problem, request, runDarkroom } from './running-darkroom.ts'

test('a prompt goes in, and the picture, its sidecar and its thumbnail are on disk and in the gallery', async () => {
  await using running = await runDarkroom()
  const { api, gallery, url } = running

  const job = await ended(running, await generate(running, { seed: 42 }))
  expect(job).toMatchObject({ status: 'completed', seed: 42, prompt: request.prompt })
  const [image] = job.images ?? []
  expect(image).toMatchObject({
    prompt: request.prompt,
    negative_prompt: '',
    model: request.model,
    seed: 42,
    width: 256,
    height: 256,
    source: 'darkroom',
    parameters: {
      steps: 4,
      cfg: 7,
      sampler: 'euler',
      scheduler: 'normal',
      resolution: { width: 256, height: 256 },
    },
  })
  expect(image?.image_url).toBe(job.image_url)
  expect(image?.filepath).toMatch(/^\d{8}\/\d{6}_[0-9a-f]{8}\.png$/)

  const file = join(gallery, image?.filepath ?? '')
  const sidecar: unknown = JSON.parse(await readFile(file.replace(/\.png$/, '.json'), 'utf8'))
  expect(sidecar).toMatchObject({
    schema: 'darkroom/1',
    request_id: job.request_id,
    seed: 42,
    prompt: request.prompt,
  })

  const served = await fetch(`${url}${job.image_url}`)
  expect(served.headers.get('content-type')).toBe('image/png')
  const bytes = Buffer.from(await served.arrayBuffer())
  expect(bytes.equals(await readFile(file))).toBe(true)
  const byName = await fetch(`${url}/api/generate/image/${basename(file)}`)
  expect(Buffer.from(await byName.arrayBuffer()).equals(bytes)).toBe(true)

  const thumbnail = await fetch(`${url}${image?.thumbnail_url}`)
  expect(thumbnail.headers.get('content-type')).toBe('image/webp')
  expect(await sharp(await thumbnail.arrayBuffer()).metadata()).toMatchObject({
    format: 'webp',
    width: 256,
  })
  const onDisk = join(dirname(file), '.thumbnails', `${basename(file)}.webp`)
  await expect.poll(async () => (await stat(onDisk)).size).toBeGreaterThan(0)

  const list = await api.gallery.$get({ query: {} })
  expect(list.headers.get('x-total-count')).toBe('1')
  expect(await list.json()).toEqual([image])
  const staged = await readdir(join(gallery, '.staging'), { recursive: true, withFileTypes: true })
  expect(staged.filter((entry) => entry.isFile())).toEqual([])
})

test('the same seed gives the same picture, and both are in the gallery', async () => {
  await using running = await runDarkroom()
  const first = await ended(running, await generate(running, { seed: 7 }))
  const second = await ended(running, await generate(running, { seed: 7 }))
  const pixels = await Promise.all(
    [first, second].map(async ({ image_url }) =>
      sharp(await (await fetch(`${running.url}${image_url}`)).arrayBuffer())
        .raw()
        .toBuffer(),
    ),
  )
  expect(pixels[0]?.equals(pixels[1] ?? Buffer.of())).toBe(true)
  expect(first.images?.[0]?.id).not.toBe(second.images?.[0]?.id)
  const list = await running.api.gallery.$get({ query: {} })
  expect(list.headers.get('x-total-count')).toBe('2')
})

test('a seed that is not given is chosen, reported and fits in a JavaScript number', async () => {
  await using running = await runDarkroom()
  const answer = await running.api.generate.$post({ json: request })
  const accepted = await answer.json()
  if (!('seed' in accepted)) throw new Error('not accepted')
  expect(answer.headers.get('location')).toBe(`/api/generate/status/${accepted.request_id}`)
  expect(Number.isSafeInteger(accepted.seed) && accepted.seed >= 0).toBe(true)
  expect((await ended(running, accepted.request_id)).images?.[0]?.seed).toBe(accepted.seed)
})

test('LoRAs reach the graph and come back with the picture', async () => {
  await using running = await runDarkroom()
  const loras = [{ name: 'style/ink.safetensors', strength_model: 0.8 }]
  const job = await ended(running, await generate(running, { loras }))
  expect(job.images?.[0]?.parameters.loras).toEqual([
    { name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.8 },
  ])
})

test('the same Idempotency-Key is one job; with another body it is refused', async () => {
  await using running = await runDarkroom()
  const post = (body: object) =>
    fetch(`${running.url}/api/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'wish-1' },
      body: JSON.stringify(body),
    })
  const first = await post(request)
  const again = await post(request)
  expect([first.status, again.status]).toEqual([202, 202])
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  const [a, b] = [acceptedSchema.parse(await first.json()), await again.json()]
  expect(b).toMatchObject({ request_id: a.request_id, seed: a.seed })
  const other = await post({ ...request, prompt: 'something else' })
  expect(other.status).toBe(422)
  const jobs = await (await running.api.jobs.$get({ query: {} })).json()
  expect('jobs' in jobs && jobs.jobs.length).toBe(1)
})

test('what was accepted once is answered alike though ComfyUI has gone since', async () => {
  await using running = await runDarkroom()
  const post = () =>
    fetch(`${running.url}/api/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'wish-2' },
      body: JSON.stringify(request),
    })
  const first = acceptedSchema.parse(await (await post()).json())
  await ended(running, first.request_id)
  await running.simulator.stop()
  await running.api.health.$get()
  const again = await post()
  expect(again.status).toBe(202)
  expect(await again.json()).toMatchObject({ request_id: first.request_id, seed: first.seed })
})

test('a full queue is answered with 503, a client with too many with 429, both with Retry-After', async () => {
  await using running = await runDarkroom({
    settings: { QUEUE_LIMIT: '3', QUEUE_LIMIT_PER_CLIENT: '2' },
  })
  await running.api.queue.pause.$post()
  const post = () => running.api.generate.$post({ json: request })
  expect([(await post()).status, (await post()).status]).toEqual([202, 202])
  const third = await post()
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await problem(third, 429)).code).toBe('quota_exceeded')
  const batchOf = (batch_count: number) =>
    running.api.batch.$post({ json: { prompt: 'x', model: request.model, batch_count } })
  const full = await problem(await batchOf(2), 503)
  expect(full).toMatchObject({
    code: 'queue_full',
    detail: 'The queue is full: 2 jobs wait of at most 3, and 2 more were asked for.',
  })
  const never = await batchOf(3)
  expect(never.headers.get('retry-after')).toBeNull()
  expect(await problem(never, 413)).toMatchObject({
    code: 'too_large',
    detail: 'This makes 3 jobs, and at most 2 may wait of one client.',
    hint: 'Split it, or set QUEUE_LIMIT_PER_CLIENT.',
  })
})
