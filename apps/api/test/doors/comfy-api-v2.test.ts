import { BASE_URL_ENV_VAR, Comfy, type ComfyEvent, JobFailed, type Workflow } from '@comfyorg/sdk'
import { ComfyLow, schemas } from '@comfyorg/sdk/low'
import { afterEach, expect, test, vi } from 'vitest'
import { ended, generate, type RunningDarkroom, runDarkroom } from '../running-darkroom.ts'
import { pngOf } from './png-of.ts'

afterEach(() => vi.unstubAllEnvs())

const clientOf = ({ url }: RunningDarkroom, apiKey?: string): Comfy => {
  vi.stubEnv(BASE_URL_ENV_VAR, url)
  return apiKey === undefined ? new Comfy() : new Comfy({ apiKey })
}

const node = (class_type: string, inputs: Readonly<Record<string, unknown>>) => ({
  class_type,
  inputs,
})

const sampling = {
  seed: 11,
  steps: 4,
  cfg: 7,
  sampler_name: 'euler',
  scheduler: 'normal',
  denoise: 1,
  model: ['4', 0],
  positive: ['6', 0],
  negative: ['7', 0],
  latent_image: ['5', 0],
}

const textToImage = {
  '3': node('KSampler', sampling),
  '4': node('CheckpointLoaderSimple', { ckpt_name: 'base/dreamscape_xl.safetensors' }),
  '5': node('EmptyLatentImage', { width: 64, height: 64, batch_size: 1 }),
  '6': node('CLIPTextEncode', { text: 'a red fox', clip: ['4', 1] }),
  '7': node('CLIPTextEncode', { text: 'blurry', clip: ['4', 1] }),
  '8': node('VAEDecode', { samples: ['3', 0], vae: ['4', 2] }),
  '9': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['8', 0] }),
}

/** The picture that is loaded is to be set: `10.image`. */
const imageToImage = () => ({
  ...textToImage,
  '5': node('VAEEncode', { pixels: ['10', 0], vae: ['4', 2] }),
  '10': node('LoadImage', {}),
})

const textWorkflow = (client: Comfy, seed = 11): Workflow =>
  client.workflows.fromJson({
    ...textToImage,
    '3': node('KSampler', { ...sampling, seed }),
  })

/** A picture of one colour that is saved by the node after `id`. */
const picture = (id: string, size: number) => ({
  [id]: node('EmptyImage', { width: size, height: size, batch_size: 1, color: 255 }),
  [String(Number(id) + 1)]: node('SaveImage', { filename_prefix: 'a', images: [id, 0] }),
})

const pngStart = [0x89, 0x50, 0x4e, 0x47]

test('a workflow runs, is followed to its end, and its pictures are in the gallery as well', async () => {
  await using running = await runDarkroom({ simulation: { previewMethod: 'latent2rgb' } })
  const client = clientOf(running)
  const job = await client.submit(textWorkflow(client))
  const heard: ComfyEvent[] = []
  for await (const event of job.events()) heard.push(event)
  const kinds = heard.map(({ kind }) => kind)
  expect(kinds.slice(-2)).toEqual(['outputReady', 'statusChange'])
  const progress = heard.flatMap((event) => (event.kind === 'progress' ? [event] : []))
  expect(progress.every(({ nodesTotal }) => nodesTotal === 7)).toBe(true)
  await job.wait()
  expect(job.status).toBe('succeeded')
  const [output] = job.getOutputs('9')
  expect(output).toMatchObject({ type: 'image', contentType: 'image/png', jobId: job.id })
  const bytes = await output?.toBytes()
  expect([...(bytes?.subarray(0, 4) ?? [])]).toEqual(pngStart)
  expect(bytes?.length).toBe(output?.sizeBytes)
  const { url } = (await output?.getDownloadUrl()) ?? {}
  expect((await fetch(url ?? '', { headers: { range: 'bytes=1-3' } })).status).toBe(206)
  const list = await running.api.gallery.$get({ query: {} })
  expect(list.headers.get('x-total-count')).toBe('1')
})

test('a picture that was sent goes to the server that runs the job, and so does one that a job made', async () => {
  await using running = await runDarkroom()
  const client = clientOf(running)
  const asset = client.assets.fromBytes(await pngOf('#336699'), { filename: 'blue.png' })
  const first = client.workflows.fromJson(imageToImage())
  first.setInput('10', 'image', asset)
  const made = await client.run(first)
  expect(made.outputs).toHaveLength(1)
  const second = client.workflows.fromJson(imageToImage())
  second.setInput('10', 'image', await client.assets.get(made.outputs[0]?.id ?? ''))
  const again = await client.run(second)
  expect(again.outputs).toHaveLength(1)
  const names = running.simulator
    .oracle()
    .flatMap((entry) => ('upload' === entry.event ? [entry] : []))
  expect(names).toHaveLength(2)
})

test('of all that a job made, the picture that was meant goes into the next', async () => {
  await using running = await runDarkroom()
  const client = clientOf(running)
  const both = client.workflows.fromJson({
    '2': node('PrimitiveString', { value: 'a text' }),
    '3': node('PreviewAny', { source: ['2', 0] }),
    ...picture('11', 32),
    ...picture('21', 64),
  })
  const { outputs } = await client.run(both)
  const large = outputs.findIndex(({ nodeId }) => nodeId === '22')
  const next = client.workflows.fromJson({
    '10': node('LoadImage', {}),
    '9': node('SaveImage', { filename_prefix: 'a', images: ['10', 0] }),
  })
  next.setInput('10', 'image', await client.assets.get(outputs[large]?.id ?? ''))
  const { id, outputs: made } = await client.run(next)
  expect(made).toHaveLength(1)
  const { images } = await ended(running, id)
  expect(images).toMatchObject([{ width: 64, height: 64 }])
  expect(outputs.map(({ type }) => type).toSorted()).toEqual(['image', 'image', 'text'])
})

test('seeds reach ComfyUI with every digit', async () => {
  await using running = await runDarkroom()
  const body = JSON.stringify({ workflow: textToImage }).replace(
    '"seed":11',
    '"seed":18446744073709551615',
  )
  const sent = await fetch(`${running.url}/api/v2/jobs`, { method: 'POST', body })
  const { id } = schemas.zJob.parse(await sent.json())
  expect((await ended(running, id)).status).toBe('completed')
  const workflow = await (await fetch(`${running.url}/api/v2/jobs/${id}/workflow`)).text()
  expect(workflow).toContain('"seed":18446744073709551615,')
  // ComfyUI writes the graph that it ran into the picture.
  const picture = await (await fetch(`${running.url}/api/v2/assets/${id}_0/content`)).bytes()
  expect(Buffer.from(picture).toString('latin1')).toContain('"seed": 18446744073709551615,')
})

test('jobs of every door are one queue: seen, followed and cancelled from each', async () => {
  await using running = await runDarkroom()
  const client = clientOf(running)
  running.simulator.hold()
  const first = await generate(running)
  await running.simulator.waitFor(({ event, promptId }) => event === 'start' && promptId === first)
  const second = await client.submit(textWorkflow(client))
  const listed = await (await fetch(`${running.url}/api/v2/jobs?status=queued,running`)).json()
  expect(listed).toMatchObject({
    jobs: [
      { id: second.id, status: 'queued', queue_position: 0 },
      { id: first, status: 'running' },
    ],
  })
  await running.api.generate[':request_id'].$delete({ param: { request_id: second.id } })
  expect((await second.refresh()).status).toBe('canceled')
  const seen = await client.jobs.get(first)
  expect((await seen.cancel()).status).toBe('canceling')
  expect((await seen.refresh()).status).toBe('canceling')
  running.simulator.release()
  const heard: string[] = []
  for await (const event of seen.events())
    if (event.kind === 'statusChange') heard.push(event.status)
  expect(heard.at(-1)).toBe('canceled')
  await expect(seen.result()).rejects.toThrow(JobFailed)
  expect((await ended(running, first)).status).toBe('cancelled')
})

test('what no server can run is told by node, with what comes near', async () => {
  await using running = await runDarkroom()
  const client = clientOf(running)
  const workflow = client.workflows.fromJson({
    ...textToImage,
    '4': node('CheckpointLoaderSimple', { ckpt_name: 'base/dreamscape_x.safetensors' }),
  })
  await expect(client.submit(workflow)).rejects.toMatchObject({
    code: 'invalid_workflow',
    details: {
      node_errors: {
        '4': [
          {
            field: 'ckpt_name',
            reason: 'value_not_in_list',
            nearest: expect.arrayContaining(['base/dreamscape_xl.safetensors']),
          },
        ],
      },
    },
  })
  const unknown = client.workflows.fromJson({ ...textToImage, '12': node('NoSuchNode', {}) })
  await expect(client.submit(unknown)).rejects.toMatchObject({
    code: 'invalid_workflow',
    details: { node_errors: { '12': [{ class_type: 'NoSuchNode' }] } },
  })
  await expect(client.submit(client.workflows.fromJson({ '1': {} }))).rejects.toMatchObject({
    code: 'invalid_workflow',
  })
})

test('keys, assets and jobs are known after a restart, and streams begin with what is', async () => {
  await using running = await runDarkroom()
  const client = clientOf(running)
  const bytes = await pngOf('#993366')
  const asset = client.assets.fromBytes(bytes, { filename: 'red.png' })
  await asset.commit()
  const workflow = textWorkflow(client)
  const job = await client.submit(workflow, { idempotencyKey: 'once' })
  await ended(running, job.id)
  await running.restart()
  await expect(client.submit(workflow, { idempotencyKey: 'once' })).rejects.toMatchObject({
    code: 'idempotency_key_reuse',
    details: { job_id: job.id },
  })
  const known = client.assets.fromBytes(bytes, { filename: 'red.png' })
  await known.commit()
  expect([known.id, known.createdNew]).toEqual([asset.id, false])
  const heard: string[] = []
  for await (const { kind } of job.events()) heard.push(kind)
  expect(heard).toEqual(['outputReady', 'statusChange'])
  const low = new ComfyLow(running.url)
  expect(schemas.zJob.safeParse(await low.getJob(job.id)).error).toBeUndefined()
  expect(schemas.zAsset.safeParse(await low.getAsset(asset.id ?? '')).error).toBeUndefined()
  await asset.delete()
  await expect(client.assets.get(known.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
})

test('what is no picture, and a graph that is too large, are refused in the words of the dialect', async () => {
  await using running = await runDarkroom()
  const low = new ComfyLow(running.url)
  await expect(low.postAssets(new Blob(['words']), 'text/plain', 'a.txt')).rejects.toMatchObject({
    httpStatus: 415,
  })
  const text = 'a'.repeat(600_000)
  const large = { ...textToImage, '6': node('CLIPTextEncode', { text, clip: ['4', 1] }) }
  await expect(low.postJobs(large)).rejects.toMatchObject({
    message: expect.stringMatching(/too large/),
  })
})

test('with a token, who has none is told so, and who has it downloads as well', async () => {
  const token = 'a token that is long enough'
  await using running = await runDarkroom({ settings: { API_TOKEN: token } })
  const stranger = clientOf(running)
  await expect(stranger.submit(textWorkflow(stranger))).rejects.toMatchObject({
    code: 'unauthorized',
    httpStatus: 401,
  })
  const client = clientOf(running, token)
  const job = await client.run(textWorkflow(client))
  expect((await job.outputs[0]?.toBytes())?.length).toBeGreaterThan(0)
})

test('a full queue, and too many streams, are waited for', async () => {
  await using running = await runDarkroom({
    settings: { QUEUE_LIMIT: '2', EVENT_STREAM_LIMIT_PER_CLIENT: '1' },
  })
  const low = new ComfyLow(running.url)
  running.simulator.hold()
  const first = await low.postJobs(textToImage)
  const events = low.getJobEvents(first.urls.events)
  await events.next()
  const again = low.getJobEvents(first.urls.events)
  await expect(again.next()).rejects.toMatchObject({ code: 'too_many_streams', httpStatus: 429 })
  const refused = async (): Promise<void> => {
    for (let count = 0; count < 5; count += 1) {
      await low.postJobs(textToImage)
    }
  }
  await expect(refused()).rejects.toMatchObject({
    code: 'queue_full',
    httpStatus: 429,
    retryAfter: expect.any(Number),
  })
  await events.return()
  running.simulator.release()
})

test('a ComfyUI that is away is told as such, with when to ask again', async () => {
  await using running = await runDarkroom({
    settings: { COMFYUI_API_URL: 'http://127.0.0.1:9' },
  })
  const low = new ComfyLow(running.url)
  await expect(low.postJobs(textToImage)).rejects.toMatchObject({
    code: 'comfyui_unavailable',
    httpStatus: 503,
    retryAfter: expect.any(Number),
  })
  const health = await (await fetch(`${running.url}/api/v2/health`)).json()
  expect(health).toMatchObject({ status: 'degraded', upstream: [{ status: 'down' }] })
})
