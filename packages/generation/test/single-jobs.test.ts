import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createMemoryStore, createQueue, DuplicateIdError } from '@darkroom/job-queue'
import { expect, test } from 'vitest'
import { inputs } from './settings.ts'
import { asked, openStudio, request } from './studio.ts'

test('a request becomes a picture with its sidecar', async () => {
  const told: string[] = []
  await using studio = await openStudio({
    onImages: async (paths) => {
      told.push(...paths)
    },
  })
  const job = await studio.run({
    loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 1 }],
  })

  expect(job).toMatchObject({ status: 'completed', recipe: { seed: 7 }, server: 'server-1' })
  const [image] = job.images
  if (image === undefined) throw new Error('There is no picture')
  expect(image.path).toMatch(new RegExp(`^\\d{8}/\\d{6}_${job.requestId.slice(0, 8)}\\.png$`))
  expect(image).toMatchObject({ width: 64, height: 64 })
  expect(told).toEqual([image.path])
  const sidecarPath = image.path.replace('.png', '.json')
  expect(await studio.files()).toEqual([sidecarPath, image.path])

  const bytes = await readFile(join(studio.galleryRoot, image.path))
  expect(bytes.length).toBe(image.bytes)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(image.sha256)
  const sidecar = JSON.parse(await readFile(join(studio.galleryRoot, sidecarPath), 'utf8'))
  expect(sidecar).toMatchObject({
    schema: 'darkroom/1',
    request_id: job.requestId,
    prompt: inputs.prompt,
    seed: 7,
    parameters: { loras: [{ name: 'style/ink.safetensors', strength_model: 0.8 }] },
    sha256: image.sha256,
  })
  expect(studio.count('enqueue')).toBe(1)
  expect(studio.simulator.oracle().find(({ event }) => event === 'enqueue')?.promptId).toBe(
    job.requestId,
  )
})

test('the same seed twice gives two pictures', async () => {
  await using studio = await openStudio()
  const jobs = [await studio.run(), await studio.run()]
  expect(jobs.map(({ status }) => status)).toEqual(['completed', 'completed'])
  expect((await studio.files()).filter((file) => file.endsWith('.png'))).toHaveLength(2)
  // Each run wrote a new file: ComfyUI's cache would have answered with the first one's.
  const written = studio.simulator.oracle().filter(({ event }) => event === 'finish')
  expect(new Set(written.flatMap(({ files }) => files ?? [])).size).toBe(2)
})

test('several pictures of one run are all brought in', async () => {
  await using studio = await openStudio()
  const job = await studio.run({ batch_size: 3 })
  expect(job.images.map(({ path }) => path.split('_').slice(2).join())).toEqual([
    '',
    '02.png',
    '03.png',
  ])
  expect(await studio.files()).toHaveLength(6)
})

test('minus one has a seed chosen, and says which', async () => {
  await using studio = await openStudio()
  const { requestId, seed } = await studio.generation.accept(asked({ seed: -1 }))
  expect(seed).toBeGreaterThanOrEqual(0)
  expect(await studio.ended(requestId)).toMatchObject({
    status: 'completed',
    recipe: { seed },
  })
})

test('a server on Windows gets its own spelling of names', async () => {
  await using studio = await openStudio({ simulators: [{ windowsPaths: true }] })
  const job = await studio.run()
  expect(job.status).toBe('completed')
  expect(job.recipe.model).toBe('base\\dreamscape_xl.safetensors')
})

test('our entry is removed from the history after the commit', async () => {
  await using studio = await openStudio()
  await studio.run()
  await expect.poll(async () => (await fetch(`${studio.simulator.url}/history`)).json()).toEqual({})
})

test('a key is answered with the seed that was chosen first, however much has been made since', async () => {
  await using queue = createQueue({ store: createMemoryStore(), fullJobs: 1 })
  await using studio = await openStudio({ queue })
  const options = { idempotencyKey: 'k' }
  const wish = asked({ seed: -1 })
  const first = await studio.generation.accept(wish, options)
  await studio.ended(first.requestId)
  await studio.run({ seed: 8 })
  expect(queue.get(first.requestId)?.lean).toBe(true)
  expect(await studio.generation.accept(wish, options)).toEqual({ ...first, created: false })
})

test('a key is for the same request, in whichever order its inputs stand', async () => {
  await using studio = await openStudio()
  const options = { idempotencyKey: 'k' }
  const first = await studio.generation.accept(request, options)
  const inputs = Object.fromEntries(Object.entries(request.inputs).reverse())
  const second = await studio.generation.accept({ inputs, workflow: request.workflow }, options)
  expect(second).toMatchObject({ requestId: first.requestId, created: false })
})

test('a gallery that never answers does not keep the end of a job back', async () => {
  const { promise } = Promise.withResolvers<void>()
  await using studio = await openStudio({ onImages: () => promise, timings: { announce: 20 } })
  expect((await studio.run()).status).toBe('completed')
})

test('who looks at the jobs at work, then at the completed ones, finds one whose pictures the gallery is being told of', async () => {
  const told = Promise.withResolvers<void>()
  const asking = Promise.withResolvers<void>()
  await using studio = await openStudio({
    onImages: () => {
      asking.resolve()
      return told.promise
    },
  })
  const { generation } = studio
  const { requestId } = await generation.accept(request)
  await asking.promise
  const listed = (status: 'processing' | 'completed') =>
    generation.list({ status: [status] }).items.map((job) => [job.requestId, job.status])
  expect(listed('processing')).toEqual([[requestId, 'processing']])
  expect(listed('completed')).toEqual([])
  told.resolve()
  await studio.ended(requestId)
  expect(listed('processing')).toEqual([])
  expect(listed('completed')).toEqual([[requestId, 'completed']])
})

test('a job keeps the id, the note and the client that it was brought with, in a batch as well', async () => {
  await using studio = await openStudio()
  const id = '0f7c3a52-6f0e-4d5b-9a51-2f7f0c1d9e11'
  const note = { door: 'test', session: 'one', number: 3 }
  const options = { id, note, client: '192.0.2.7' }
  await studio.generation.accept(asked({}), options)
  expect(await studio.ended(id)).toMatchObject({ requestId: id, note, client: '192.0.2.7' })
  await expect(studio.generation.accept(asked({}), options)).rejects.toThrow(DuplicateIdError)
  const batch = await studio.generation.groups.accept(
    'batch',
    { ...asked({}), batchCount: 2 },
    { note, client: '192.0.2.7' },
  )
  await studio.close()
  await studio.open()
  for (const jobId of batch.jobIds) {
    expect(await studio.ended(jobId)).toMatchObject({ note, client: '192.0.2.7' })
  }
})

test('what the server says of a job while it runs is heard, under the id of the job', async () => {
  await using studio = await openStudio()
  const stop = new AbortController()
  const heard: string[] = []
  const listening = (async () => {
    for await (const { requestId, event } of studio.generation.serverEvents(stop.signal)) {
      heard.push(`${requestId} ${event.type}`)
    }
  })()
  const { requestId } = await studio.run()
  await expect.poll(() => heard).toContain(`${requestId} execution-success`)
  stop.abort()
  await listening
  expect(heard).toContain(`${requestId} executing`)
})
