import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { familyModels } from '@darkroom/comfy-simulator'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { acceptedSchema } from '../src/generate/generate-schemas.ts'
import { acceptedBatchSchema } from '../src/groups/batch-schemas.ts'
import { sequenceSchema } from '../src/groups/sequence-schemas.ts'
import { scenePromptsSchema } from '../src/stories/story-schemas.ts'
import { ended, problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

const model = 'sd_xl_base_1.0.safetensors'
const resolution = { width: 64, height: 64 }
const words = { prompt: 'a fox', model, steps: 2, seed: 7 }

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom({
    simulation: { models: familyModels, paint: 'plain', profile: '0.33.0' },
  })
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${running.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

async function accepted(body: object): Promise<string> {
  const answer = await post('/api/generate', body)
  const told: unknown = await answer.json()
  expect([answer.status, told]).toEqual([202, expect.anything()])
  return acceptedSchema.parse(told).request_id
}

/** Runs it and gives its picture, as the gallery shows it. */
async function made(body: object) {
  const job = await ended(running, await accepted(body))
  const [image] = job.images ?? []
  if (image === undefined) throw new Error(`${job.status}: ${job.error}`)
  return { ...image, job: job.request_id }
}

const story =
  'Mia, a girl with red hair, finds a lantern in a dark forest. She follows its light over a river to an old lighthouse, where her lost brother waits at dawn.'

const canvas = { width: 48, height: 32, channels: 4, background: '#c03020' } as const
const dataUrl = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString('base64')}`

/** A photo that is stored lying, and seen upright: 32 wide and 48 high. */
const photo = await sharp({ create: canvas }).withMetadata({ orientation: 6 }).webp().toBuffer()
const hole = {
  input: { create: { width: 24, height: 32, channels: 4, background: '#000' } },
  blend: 'dest-out',
  left: 0,
  top: 0,
} as const
const withHole = await sharp({ create: canvas }).composite([hole]).png().toBuffer()
const whiteHole = await sharp(withHole)
  .ensureAlpha()
  .extractChannel('alpha')
  .negate()
  .png()
  .toBuffer()

/** What the server was given under a name that the sidecar tells. */
async function givenTo(filepath: string) {
  const sidecar = join(running.gallery, filepath.replace(/\.png$/, '.json'))
  const {
    workflow,
    made: { inputs },
    files,
  } = z
    .object({
      workflow: z.string(),
      made: z.object({ inputs: z.record(z.string(), z.unknown()) }),
      files: z.array(z.object({ name: z.string(), upload: z.string() })),
    })
    .parse(JSON.parse(await readFile(sidecar, 'utf8')))
  const read = async (name: unknown) => {
    const { width, height } = await sharp(
      join(running.simulator.inputDirectory, String(name)),
    ).metadata()
    const [channel] = (await sharp(join(running.simulator.inputDirectory, String(name))).stats())
      .channels
    return `${width}×${height} ${10 * Math.round((channel?.mean ?? 0) / 10)}`
  }
  const names = files.map(({ name }) => name)
  return { workflow, inputs, files, names, read }
}

test('a picture of the gallery or of a job is changed, decides the size, and is told beside what came of it', async () => {
  const first = await made({ ...words, resolution: { width: 96, height: 64 } })
  const second = await made({ ...words, image: { gallery: first.id }, denoise: 0.4 })
  expect((second.width ?? 0) / (second.height ?? 1)).toBeCloseTo(1.5, 1)
  expect(second.parameters).toMatchObject({ denoise: 0.4 })
  const third = await made({ ...words, image: { job: first.job }, resolution })
  expect([third.width, third.height]).toEqual([64, 64])
  const [given, same] = await Promise.all([givenTo(second.filepath), givenTo(third.filepath)])
  expect(given).toMatchObject({ workflow: 'image-to-image-sdxl', files: same.files })
  expect([given.inputs.image, same.inputs.image]).toEqual([
    { gallery: first.id },
    { job: first.job, index: 0 },
  ])
  // A picture that goes as it is goes byte for byte, and once.
  const files = await readdir(running.simulator.inputDirectory)
  expect(files.filter((name) => name === given.names[0])).toHaveLength(1)
})

test('a mask has three forms, and is always as large as the upright picture', async () => {
  const image = dataUrl(photo)
  const forms = [
    { image, mask: dataUrl(whiteHole) },
    { image, mask: dataUrl(withHole), mask_mode: 'transparent' },
    { image: dataUrl(withHole), grow_mask: 4 },
    { image, mask: dataUrl(whiteHole), mask_mode: 'black' },
  ]
  const told = await Promise.all(
    forms.map(async (form) => {
      const { filepath } = await made({ ...words, ...form, resolution })
      const { workflow, inputs, names, read } = await givenTo(filepath)
      return [workflow, await read(names[0]), await read(names[1]), inputs.mask_mode]
    }),
  )
  const workflow = 'inpaint-sdxl'
  expect(told).toEqual([
    [workflow, '32×48 190', '32×48 130', undefined],
    [workflow, '32×48 190', '32×48 130', 'transparent'],
    [workflow, '48×32 100', '48×32 130', undefined],
    [workflow, '32×48 190', '32×48 130', 'black'],
  ])
})

test('a picture is made larger without a prompt or a model that paints, by the upscale model that is there', async () => {
  const larger = await made({ image: dataUrl(photo), upscale: { factor: 3 } })
  expect([larger.width, larger.height]).toEqual([96, 144])
  const { workflow, inputs } = await givenTo(larger.filepath)
  expect([workflow, inputs]).toMatchObject([
    'upscale',
    { image: { upload: expect.any(String) }, upscale: { factor: 3 } },
  ])
})

test('a picture that would become too large is refused before anything is drawn, by whichever way it is asked for', async () => {
  const large = { create: { ...canvas, width: 6000, height: 4000 } }
  const image = dataUrl(await sharp(large).png().toBuffer())
  const words = { image, upscale: { factor: 8 } }
  const asked = await problem(await post('/api/generate', words), 400)
  const run = await post('/api/workflows/upscale/run', { inputs: words })
  const { errors } = await problem(run, 400)
  expect(asked).toMatchObject({ code: 'unusable_input', errors: [{ path: 'image' }] })
  expect(asked.detail).toContain('give a factor of at most 2.7, or a smaller picture')
  expect(errors).toEqual([{ ...asked.errors?.[0], path: 'inputs.image' }])
})

test('a batch takes its pictures once for all', async () => {
  const answer = await post('/api/batch', {
    ...{ prompt: 'a fox', model, steps: 2, resolution, batch_count: 3, image: dataUrl(photo) },
    control: [{ type: 'depth', image: dataUrl(withHole) }],
  })
  const { batch_id } = acceptedBatchSchema.parse(await answer.json())
  const events = await fetch(`${running.url}/api/batch/${batch_id}/events`)
  expect(await events.text()).toContain('completed')
  const batch = await running.api.batch[':batch_id'].$get({ param: { batch_id } })
  expect(await batch.json()).toMatchObject({ status: 'completed', completed_images: 3 })
})

test('the frames of a sequence have its pictures, or their own', async () => {
  const draft = { story_description: story, frame_count: 3, model }
  const written = await post('/api/sequence/prompts', draft)
  const { sequence_id, prompts } = scenePromptsSchema.parse(await written.json())
  const [first, second, third] = prompts
  const parameters = { steps: 2, resolution, image: dataUrl(photo), denoise: 0.5 }
  const own = { ...second, parameters: { image: dataUrl(withHole) } }
  const answer = await post('/api/sequence/generate', {
    ...{ sequence_id, parameters },
    prompts: [first, own, third],
  })
  expect(answer.status).toBe(202)
  await (await fetch(`${running.url}/api/sequence/${sequence_id}/events`)).text()
  const sequence = sequenceSchema.parse(
    await (await fetch(`${running.url}/api/sequence/${sequence_id}`)).json(),
  )
  expect(sequence).toMatchObject({ status: 'completed', completed_frames: 3 })
  const images = await Promise.all(
    sequence.images.map(async ({ filepath }) =>
      JSON.stringify((await givenTo(filepath)).inputs.image),
    ),
  )
  expect(images.map((name) => images.indexOf(name))).toEqual([0, 1, 0])

  const alone = { sequence_id, parameters: { mask: dataUrl(whiteHole) }, prompts: [first] }
  const { errors } = await problem(await post('/api/sequence/generate', alone), 400)
  expect(errors).toMatchObject([{ path: 'parameters.image' }])
})

test('a request that is repeated is answered as it was, though its picture is gone', async () => {
  const { id } = await made({ ...words, resolution, seed: 8 })
  const body = { ...words, resolution, image: { gallery: id } }
  const headers = { 'idempotency-key': 'gone-after' }
  const first = await post('/api/generate', body, headers)
  expect(first.status).toBe(202)
  await fetch(`${running.url}/api/gallery/image/${id}`, { method: 'DELETE' })
  const again = await post('/api/generate', body, headers)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(await again.json()).toEqual(await first.json())
  const fresh = await problem(await post('/api/generate', body), 400)
  expect(fresh).toMatchObject({ code: 'picture_not_found', errors: [{ path: 'image' }] })
})

test('the picture of a job that has not made it yet is asked for later', async () => {
  running.simulator.hold()
  const job = await accepted({ ...words, resolution, seed: 9 })
  const early = await problem(await post('/api/generate', { ...words, image: { job } }), 409)
  expect(early).toMatchObject({ code: 'job_not_ended', errors: [{ path: 'image' }] })
  running.simulator.release()
  await ended(running, job)
  expect((await made({ ...words, resolution, image: { job } })).id).toEqual(expect.any(String))
})

const image = dataUrl(photo)
const net =
  "put control_v11p_sd15_normalbae_fp16.safetensors into ComfyUI's models/controlnet folder"

test.each<[string, object, string, string, string]>([
  [
    'no picture',
    { image: dataUrl(Buffer.from('%PDF-1.7')) },
    'not_media',
    'image',
    'application/pdf',
  ],
  [
    'an unlisted host',
    { image: 'https://pictures.example/a.png' },
    'url_refused',
    'image',
    'pictures.example',
  ],
  [
    'a job that is none',
    { references: [{ job: crypto.randomUUID() }], model: 'flux2_dev_fp8mixed.safetensors' },
    'job_not_found',
    'references.0',
    'There is no job',
  ],
  [
    'a mask of nothing',
    { image, mask_mode: 'transparent', mask: dataUrl(whiteHole) },
    'unusable_input',
    'mask',
    'nothing transparent',
  ],
  [
    'what the family has not',
    { references: [image] },
    'invalid_input',
    'model',
    'SDXL takes no reference pictures',
  ],
  [
    'a ControlNet that is not there',
    { control: [{ type: 'normal', image }], model: 'v1-5-pruned-emaonly-fp16.safetensors' },
    'not_runnable',
    'control.0.model',
    net,
  ],
  [
    'a type that no net knows',
    { control: [{ type: 'segment', image }], model: 'flux1-dev.safetensors' },
    'invalid_input',
    'control.0.type',
    'must be one of canny',
  ],
])('%s is refused with field and reason', async (_, asked, code, path, message) => {
  const told = await problem(await post('/api/generate', { ...words, ...asked }), 400)
  expect(told).toMatchObject({
    code,
    errors: [{ path, message: expect.stringContaining(message) }],
  })
})
