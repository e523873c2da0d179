import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { galleryImageSchema } from '../src/gallery/gallery-image.ts'
import { editorWorkflow } from './editor-workflow.ts'
import { changed, makingAgain } from './making-again.ts'
import * as graphs from './picture-graphs.ts'
import {
  ended,
  problem,
  type RunningDarkroom,
  request,
  runDarkroom,
  temporaryFolder,
} from './running-darkroom.ts'

let made: ReturnType<typeof makingAgain>
let running: RunningDarkroom
let inputDirectory: string
const resources = new AsyncDisposableStack()
beforeAll(async () => {
  inputDirectory = resources.use(await temporaryFolder()).path
  running = await runDarkroom({
    simulation: {
      profile: '0.33.0',
      inputDirectory,
      models: {
        diffusion_models: ['flux1-dev.safetensors'],
        text_encoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors'],
        vae: ['ae.safetensors'],
      },
    },
  })
  resources.use(running)
  made = makingAgain(running)
})
afterAll(() => resources.disposeAsync())

const small = { ...request, resolution: { width: 64, height: 64 }, steps: 2 }

/** A picture of words, and one that was made from it. */
async function pictures() {
  const { picture: source } = await made.made(await made.post('/api/generate', small))
  const { resolution: _, ...words } = small
  const asked = { ...words, image: { gallery: source.id }, denoise: 0.5, seed: 5 }
  return { source, ...(await made.made(await made.post('/api/generate', asked))) }
}

const nameIn = (graph: graphs.PictureGraph): string =>
  String(Object.values(graph).find(({ class_type }) => class_type === 'LoadImage')?.inputs.image)

async function emptyServer(): Promise<void> {
  for (const name of await readdir(inputDirectory)) await rm(join(inputDirectory, name))
}

async function emptyUploads(): Promise<void> {
  const page = z.object({ uploads: z.array(z.object({ upload_id: z.string() })) })
  const answer = await fetch(`${running.url}/api/uploads`)
  for (const { upload_id } of page.parse(await answer.json()).uploads) {
    const deleted = await fetch(`${running.url}/api/uploads/${upload_id}`, { method: 'DELETE' })
    expect(deleted.ok, await deleted.text()).toBe(true)
  }
}

test('a picture made from a picture is made again while its picture is kept anywhere, and asks for another when it is not', async () => {
  const { source, picture, graph } = await pictures()
  const name = nameIn(graph)
  expect(name).toMatch(/^darkroom_[0-9a-f]{32}\.png$/)
  expect((await made.metadataOf(picture.id)).workflow).toMatchObject({
    name: expect.stringMatching(/^image-to-image-sd/),
    inputs: { image: { gallery: source.id }, denoise: 0.5, seed: 5, prompt: request.prompt },
  })

  await emptyServer()
  const varied = await made.again(picture.id, { seed: 6, prompt: 'a lighthouse at dusk' })
  expect(varied.changes).toEqual([
    { field: 'prompt', from: request.prompt, to: 'a lighthouse at dusk' },
    { field: 'seed', from: 5, to: 6 },
  ])
  expect(nameIn(varied.graph)).toBe(name)
  expect((await made.metadataOf(varied.picture.id)).workflow).toMatchObject({
    name: 'image-to-image',
    inputs: { image: { gallery: source.id }, seed: 6, prompt: 'a lighthouse at dusk' },
  })

  // The picture of the gallery has the very bytes.
  await emptyServer()
  await emptyUploads()
  const same = await made.again(picture.id)
  expect([same.changes, nameIn(same.graph)]).toEqual([[], name])
  expect(await made.pixelsOf(same.picture)).toBe(await made.pixelsOf(picture))

  const other = await made.made(await made.post('/api/generate', small))
  await emptyServer()
  await emptyUploads()
  const deleted = await fetch(`${running.url}/api/gallery/image/${source.id}`, { method: 'DELETE' })
  expect(deleted.ok).toBe(true)
  const refused = await problem(await made.ask(picture.id, { seed: 7 }), 400)
  expect(refused).toMatchObject({ code: 'not_runnable', errors: [{ path: 'inputs.image' }] })
  expect(refused.detail).toContain(name)
  expect(refused.hint).toContain('Give another with {"inputs": {"image": {"upload": id}}}')
  const image = { gallery: other.picture.id }
  const changes = { seed: 7, inputs: { image } }
  const replaced = await made.again(picture.id, changes)
  expect(replaced.changes).toEqual([
    { field: 'seed', from: 5, to: 7 },
    { field: 'image', from: name, to: image },
  ])
  expect(nameIn(replaced.graph)).not.toBe(name)
})

test('what its graph has no place for makes a picture from a picture by another graph of the same task', async () => {
  const { source, picture } = await pictures()
  const loras = [{ name: 'style/ink.safetensors', strength_model: 0.7, strength_clip: 0.7 }]
  const inked = await made.again(picture.id, { loras })
  expect(inked.changes).toEqual([{ field: 'loras', from: [], to: loras }])
  expect(Object.values(inked.graph).map(({ class_type }) => class_type)).toContain('LoraLoader')
  const model = 'flux1-dev.safetensors'
  const other = await made.again(picture.id, { model })
  expect(other.changes.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['model', 'cfg', 'steps', 'guidance']),
  )
  expect((await made.metadataOf(other.picture.id)).workflow).toMatchObject({
    name: 'image-to-image-flux1',
    inputs: { image: { gallery: source.id }, model, denoise: 0.5 },
  })
  const refused = await problem(await made.ask(picture.id, { model, cfg: 7 }), 400)
  expect(refused.errors?.[0]?.path).toBe('cfg')
})

test('a picture of another program that reads a picture of its own takes another by its input', async () => {
  const { picture: source } = await made.made(await made.post('/api/generate', small))
  const graph = changed(graphs.imageToImage, { source: { image: 'theirs.png' } })
  const id = await made.added('theirs made this.png', graph)
  const refused = await problem(await made.ask(id, {}), 400)
  expect(refused.errors).toEqual([
    { path: 'inputs.image', message: expect.stringContaining('"theirs.png"') },
  ])
  const inputs = { image: { gallery: source.id }, 'sampler.cfg': 2 }
  const { changes, picture } = await made.again(id, { inputs, steps: 2 })
  expect(changes).toEqual([
    { field: 'steps', from: 3, to: 2 },
    { field: 'image', from: 'theirs.png', to: inputs.image },
    { field: 'sampler.cfg', from: 0.5, to: 2 },
  ])
  // Made again and again it needs nothing more.
  expect((await made.again(picture.id, { inputs: { 'sampler.cfg': 3 } })).changes).toEqual([
    { field: 'sampler.cfg', from: 2, to: 3 },
  ])
})

test('a workflow of the folder is told with its inputs, and its pictures are made again with others', async () => {
  await mkdir(join(running.gallery, 'workflows'), { recursive: true })
  await writeFile(join(running.gallery, 'workflows', 'hires.json'), JSON.stringify(graphs.hiresFix))
  const inputs = { prompt: 'a grey wolf', seed: 3 }
  const { picture } = await made.made(await made.post('/api/workflows/hires/run', { inputs }))
  expect((await made.metadataOf(picture.id)).workflow).toEqual({ name: 'hires', inputs })
  const again = await made.again(picture.id, { inputs: { prompt: 'a white wolf' }, seed: 4 })
  expect(again.changes).toEqual([
    { field: 'seed', from: 3, to: 4 },
    { field: 'prompt', from: 'a grey wolf', to: 'a white wolf' },
  ])
  const told = (await made.metadataOf(again.picture.id)).workflow
  expect(told).toEqual({ name: 'hires', inputs: { prompt: 'a white wolf', seed: 4 } })
  const run = await made.made(
    await made.post(`/api/workflows/${told?.name}/run`, { inputs: told?.inputs }),
  )
  expect(await made.pixelsOf(run.picture)).toBe(await made.pixelsOf(again.picture))
})

test('a picture that carries the editor’s workflow alone is made by what that says', async () => {
  const id = await made.added('edited.png', editorWorkflow({ seed: '11' }), 'workflow')
  const { changes, graph } = await made.again(id, { inputs: { prompt: 'a blue boat', seed: 4 } })
  expect(changes).toEqual([
    { field: 'prompt', from: 'a red boat', to: 'a blue boat' },
    { field: 'seed', from: 11, to: 4 },
  ])
  expect(graph['3']?.inputs).toMatchObject({ seed: 4 })
})

test('a video is made again by the graph that it carries', async () => {
  const graph = {
    ...graphs.hiresFix,
    film: { class_type: 'CreateVideo', inputs: { images: ['decoded', 0], fps: 8 } },
    saved: {
      class_type: 'SaveVideo',
      inputs: { video: ['film', 0], filename_prefix: 'x', format: 'mp4', codec: 'auto' },
    },
  }
  const films = async () => {
    const images = await (await fetch(`${running.url}/api/gallery?limit=200`)).json()
    return z
      .array(galleryImageSchema)
      .parse(images)
      .filter(({ media_type }) => media_type === 'video/mp4')
  }
  const answer = await made.post('/api/run', { workflow: graph })
  const accepted = z.object({ request_id: z.string() }).parse(await answer.json())
  expect((await ended(running, accepted.request_id)).status).toBe('completed')
  const [film] = await films()
  const again = await made.ask(film?.id ?? '', { seed: 12, inputs: { prompt: 'a grey wolf' } })
  const told = z
    .object({ request_id: z.string(), changes: z.array(z.object({ field: z.string() })) })
    .parse(await again.json())
  expect(told.changes.map(({ field }) => field)).toEqual(['seed', 'prompt'])
  expect((await ended(running, told.request_id)).status).toBe('completed')
  expect((await films()).map(({ prompt, seed }) => [prompt, seed])).toContainEqual([
    'a grey wolf',
    12,
  ])
})
