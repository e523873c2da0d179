import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSimulator, type Simulator } from '@darkroom/comfy-simulator'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { workflowSchema } from '../src/workflows/workflow-schemas.ts'
import { editorWorkflow } from './editor-workflow.ts'
import { ended, problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
let second: Simulator
const rare = 'rare_model.safetensors'
beforeAll(async () => {
  second = await createSimulator({
    paint: 'plain',
    profile: '0.33.0',
    models: { checkpoints: [rare] },
  })
  running = await runDarkroom({
    simulation: { profile: '0.33.0' },
    settings: (first) => ({ COMFYUI_API_URL: `${first},${second.url}` }),
  })
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
  await second[Symbol.asyncDispose]()
})

const drop = (name: string, content: string) =>
  writeFile(join(running.gallery, 'workflows', name), content)
const call = (method: string, path: string, body?: unknown) =>
  fetch(`${running.url}${path}`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  })
const workflow = async (name: string) =>
  workflowSchema.parse(await (await call('GET', `/api/workflows/${name}`)).json())
async function done(answer: Response): Promise<void> {
  expect(answer.status).toBe(202)
  const { request_id: id } = z.object({ request_id: z.string() }).parse(await answer.json())
  expect((await ended(running, id)).status).toBe('completed')
}
const started = () => second.oracle().filter(({ event }) => event === 'start').length

test('a workflow goes to the servers that have its model, also when a run asks for it, and each server has its graph', async () => {
  await drop('rare.json', editorWorkflow({ model: rare }))
  await drop('usual.json', editorWorkflow({ seed: '3' }))
  const nameOfSecond = new URL(second.url).host
  const [own, usual] = [await workflow('rare'), await workflow('usual')]
  expect(own).toMatchObject({ runnable: true, servers: [nameOfSecond], task: 'text-to-image' })
  expect(usual.servers).not.toContain(nameOfSecond)
  expect(usual.inputs.find(({ key }) => key === 'model')?.choices).toContain(rare)

  await done(await call('POST', '/api/workflows/rare/run', { inputs: { seed: 1 } }))
  await done(await call('POST', '/api/workflows/usual/run', { inputs: { model: rare } }))
  expect(started()).toBe(2)

  await drop('gone.json', editorWorkflow({ model: 'base/dreamscape_xxl.safetensors' }))
  const gone = await problem(await call('POST', '/api/workflows/gone/run'), 400)
  expect(gone).toMatchObject({
    code: 'not_runnable',
    detail: expect.stringMatching(/^No server can run this workflow: Node 4 /),
    hint: 'Put the file on a server; or give another with {"inputs": {"model": "base/dreamscape_xl.safetensors"}}.',
    errors: [
      {
        path: 'inputs.model',
        message: expect.stringContaining('dreamscape_xxl'),
        nearest: expect.arrayContaining(['base/dreamscape_xl.safetensors']),
      },
    ],
  })

  const graph = await call('GET', `/api/workflows/usual/graph?server=${nameOfSecond}`)
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(await graph.json()))).toContain('9')
  const unknown = await problem(await call('GET', '/api/workflows/usual/graph?server=nobody'), 404)
  expect(unknown.detail).toBe('There is no server "nobody".')
})

test('what a value may be is what the servers say, and what refuses a run is told by its input', async () => {
  await drop('bounds.json', editorWorkflow({ seed: '3' }))
  const seed = (await workflow('bounds')).inputs.find(({ key }) => key === 'seed')
  expect(seed).toMatchObject({ minimum: 0, help: expect.any(String) })
  const below = await call('POST', '/api/workflows/bounds/run', { inputs: { seed: -2 } })
  expect(await problem(below, 400)).toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'inputs.seed' }],
  })

  // What is not shown can be set, so the schema takes it.
  await call('PUT', '/api/workflows/bounds/inputs', { inputs: { prompt: { hidden: true } } })
  const schema = await (await call('GET', '/api/workflows/bounds/schema')).json()
  expect(schema).not.toHaveProperty('properties.prompt')
  expect(schema).toMatchObject({
    properties: { seed: { minimum: -1 } },
    patternProperties: { '^prompt$': { type: 'string' } },
  })

  // The picture that every ComfyUI comes with may be gone.
  const graph = { ...inpaint, 1: { class_type: 'LoadImage', inputs: { image: 'example.png' } } }
  await drop('example.json', JSON.stringify(graph))
  const gone = await problem(await call('POST', '/api/workflows/example/run', {}), 400)
  expect(gone.code).toBe('not_runnable')
  expect(gone.hint).toContain('{"inputs": {"image": {"upload": id}}}')
  expect(gone.errors?.map(({ path }) => path)).toContain('inputs.image')
})

/** A part of a picture, by its transparency, painted anew. */
const inpaint = {
  1: { class_type: 'LoadImage', inputs: { image: 'mine.png' } },
  2: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: rare } },
  3: { class_type: 'CLIPTextEncode', inputs: { text: 'a boat', clip: ['2', 1] } },
  4: {
    class_type: 'VAEEncodeForInpaint',
    inputs: { pixels: ['1', 0], vae: ['2', 2], mask: ['1', 1], grow_mask_by: 6 },
  },
  5: {
    class_type: 'KSampler',
    inputs: {
      ...{ model: ['2', 0], positive: ['3', 0], negative: ['8', 0], latent_image: ['4', 0] },
      ...{ seed: 4, steps: 2, cfg: 7, sampler_name: 'euler', scheduler: 'normal', denoise: 1 },
    },
  },
  6: { class_type: 'VAEDecode', inputs: { samples: ['5', 0], vae: ['2', 2] } },
  8: { class_type: 'CLIPTextEncode', inputs: { text: 'grey', clip: ['2', 1] } },
  7: { class_type: 'SaveImage', inputs: { images: ['6', 0], filename_prefix: 'x' } },
}
const dataUrl = (bytes: Uint8Array) =>
  `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`
const plain = (background: string) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer()

test('a run takes a picture and its mask, which the server gets as one file, and says what it misses', async () => {
  await drop('mend.json', JSON.stringify(inpaint))
  const shown = await workflow('mend')
  expect(shown).toMatchObject({ runnable: true, task: 'inpaint' })
  expect(shown.inputs.find(({ key }) => key === 'image')).toMatchObject({
    type: 'image',
    required: true,
  })
  const missed = await problem(await call('POST', '/api/workflows/mend/run', {}), 400)
  expect(missed.errors).toEqual([
    { path: 'inputs.image', message: expect.stringContaining('missing') },
  ])

  const [image, mask] = [dataUrl(await plain('#336699')), dataUrl(await plain('#ffffff'))]
  const run = { inputs: { image, mask, prompt: 'a red boat' } }
  await done(await call('POST', '/api/workflows/mend/run', run))
  const [name = ''] = (await readdir(second.inputDirectory)).filter((one) => /^darkroom_/.test(one))
  const { data } = await sharp(join(second.inputDirectory, name))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect([...data.subarray(0, 4)]).toEqual([0x33, 0x66, 0x99, 0])

  const broken = { image: dataUrl(Buffer.from('GIF89a')), mask }
  const refused = await call('POST', '/api/workflows/mend/run', { inputs: broken })
  expect((await problem(refused, 400)).errors?.[0]?.path).toBe('inputs.image')
  const alone = await call('POST', '/api/workflows/mend/run', { inputs: { mask } })
  expect((await problem(alone, 400)).detail).toContain('give the picture as well')
})

test('each workflow has an operation in the document, which follows the folder and survives broken files', async () => {
  const document = async () => {
    const answer = await call('GET', '/openapi.json')
    const { paths } = z
      .object({ paths: z.record(z.string(), z.unknown()) })
      .parse(await answer.json())
    return { etag: answer.headers.get('etag'), text: JSON.stringify(paths), paths }
  }
  const before = await document()
  expect(before.paths['/api/workflows/mend/run']).toMatchObject({
    post: { operationId: 'runMend' },
  })
  expect(before.paths['/api/workflows/rare/run']).toMatchObject({
    post: { operationId: 'runRare' },
  })
  await drop('rare.json', editorWorkflow({ seed: '12345' }))
  await drop('broken.json', '{"nodes": [')
  const after = await document()
  expect(after.etag).not.toBe(before.etag)
  expect(after.text).toContain('12345')
  expect(Object.keys(after.paths)).not.toContain('/api/workflows/broken/run')
  expect((await document()).etag).toBe(after.etag)
})
