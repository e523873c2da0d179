import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type GalleryImage, galleryImageSchema } from '../src/gallery/gallery-image.ts'
import * as graphs from './picture-graphs.ts'
import { pngWithText } from './png-with-text.ts'
import {
  ended,
  problem,
  type RunningDarkroom,
  runDarkroom,
  temporaryFolder,
} from './running-darkroom.ts'

let running: RunningDarkroom
const resources = new AsyncDisposableStack()
beforeAll(async () => {
  const inputs = resources.use(await temporaryFolder())
  await writeFile(join(inputs.path, 'source.png'), await pngWithText('Title', 'a source'))
  running = await runDarkroom({
    simulation: { inputDirectory: inputs.path, models: { controlnet: ['depth.safetensors'] } },
  })
  resources.use(running)
})
afterAll(() => resources.disposeAsync())

async function pictureNamed(name: string): Promise<GalleryImage | undefined> {
  const answer = await fetch(`${running.url}/api/gallery`)
  return z
    .array(galleryImageSchema)
    .parse(await answer.json())
    .find(({ filepath }) => filepath === name)
}

/** Adds a picture that carries this graph to the gallery, and returns its id. */
async function added(name: string, graph: graphs.PictureGraph | string): Promise<string> {
  const text = typeof graph === 'string' ? graph : JSON.stringify(graph)
  await mkdir(running.gallery, { recursive: true })
  await writeFile(join(running.gallery, name), await pngWithText('prompt', text))
  await expect.poll(() => pictureNamed(name)).toBeDefined()
  return (await pictureNamed(name))?.id ?? ''
}

const answerSchema = z.object({
  request_id: z.string(),
  seed: z.int(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
})

const ask = (id: string, body: object): Promise<Response> =>
  fetch(`${running.url}/api/gallery/image/${id}/regenerate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Makes the picture again and returns the answer, with the new picture and the graph that it carries. */
async function again(id: string, body: object = {}) {
  const answer = await ask(id, body)
  const text = await answer.text()
  expect(answer.status, text).toBe(202)
  const accepted = answerSchema.parse(JSON.parse(text))
  const job = await ended(running, accepted.request_id)
  expect(job.error).toBeUndefined()
  const [picture] = job.images ?? []
  if (picture === undefined) throw new Error('There is no picture')
  return { ...accepted, job, picture, graph: await graphOf(picture.id) }
}

const carriedSchema = z.object({
  raw: z.object({
    prompt: z.record(
      z.string(),
      z.object({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) }),
    ),
  }),
})

/** The graph that ComfyUI was sent, which it wrote into the picture; the prefix is ours, and put back. */
async function graphOf(id: string): Promise<graphs.PictureGraph> {
  const answer = await fetch(`${running.url}/api/gallery/image/${id}/metadata`)
  const { prompt } = carriedSchema.parse(await answer.json()).raw
  return Object.fromEntries(
    Object.entries(prompt).map(([key, { class_type, inputs }]) => {
      const { filename_prefix: prefix } = inputs
      if (prefix !== undefined) expect(prefix).toMatch(/^darkroom\/[\da-f-]{36}$/)
      return [
        key,
        {
          class_type,
          inputs: { ...inputs, ...(prefix === undefined ? {} : { filename_prefix: 'ComfyUI' }) },
        },
      ]
    }),
  )
}

/** The graph with other values in some inputs. */
const changed = (
  graph: graphs.PictureGraph,
  changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): graphs.PictureGraph =>
  Object.fromEntries(
    Object.entries(graph).map(([id, node]) => [
      id,
      { ...node, inputs: { ...node.inputs, ...changes[id] } },
    ]),
  )

async function pixelsOf({ image_url }: GalleryImage): Promise<string> {
  const answer = await fetch(`${running.url}${image_url}`)
  const pixels = await sharp(await answer.arrayBuffer())
    .raw()
    .toBuffer()
  return pixels.toString('base64')
}

describe.each<readonly [string, graphs.PictureGraph, readonly string[], string]>([
  ['image to image', graphs.imageToImage, ['sampler'], 'seed'],
  ['inpainting', graphs.inpaint, ['sampler'], 'seed'],
  ['hires fix', graphs.hiresFix, ['first', 'second'], 'seed'],
  ['a base and a refiner', graphs.twoSamplers, ['base'], 'noise_seed'],
  ['a ControlNet', graphs.controlNet, ['sampler'], 'seed'],
  ['Flux with a noise of its own', graphs.fluxWithNoise, ['seed'], 'value'],
  ['an upscale by a model', graphs.upscaled, ['sampler'], 'seed'],
])('a picture made by %s', (name, graph, seeded, input) => {
  test('is made by the same graph again, and is the same picture', async () => {
    const first = await again(await added(`${name}.png`, graph))
    expect(first).toMatchObject({ seed: 11, changes: [], graph })
    const second = await again(first.picture.id)
    expect(second).toMatchObject({ seed: 11, changes: [], graph })
    expect(await pixelsOf(second.picture)).toBe(await pixelsOf(first.picture))
    expect(second.picture).toMatchObject({ prompt: 'a red fox', seed: 11, source: 'darkroom' })
    expect(second.job).toMatchObject({ prompt: 'a red fox', seed: 11 })
  })

  test('varies by the same graph with another seed alone', async () => {
    const id = (await pictureNamed(`${name}.png`))?.id ?? ''
    const { seed, changes, graph: sent } = await again(id, { seed: -1 })
    expect(changes).toEqual([{ field: 'seed', from: 11, to: seed }])
    expect(sent).toEqual(
      changed(graph, Object.fromEntries(seeded.map((node) => [node, { [input]: seed }]))),
    )
  })
})

test('words of the body go to their places in the graph, and are told', async () => {
  const id = await added('changed.png', graphs.imageToImage)
  const body = { prompt: 'a {blue|blue} wolf', negative_prompt: 'dull', steps: 2, denoise: 0.3 }
  const { changes, graph, picture } = await again(id, body)
  expect(changes).toEqual([
    { field: 'prompt', from: 'a red fox', to: 'a {blue|blue} wolf' },
    { field: 'negative_prompt', from: 'blurry', to: 'dull' },
    { field: 'steps', from: 3, to: 2 },
    { field: 'denoise', from: 0.55, to: 0.3 },
  ])
  expect(graph).toEqual(
    changed(graphs.imageToImage, {
      good: { text: 'a blue wolf' },
      bad: { text: 'dull' },
      sampler: { steps: 2, denoise: 0.3 },
    }),
  )
  expect(picture).toMatchObject({
    prompt: 'a blue wolf',
    parameters: { steps: 2, denoise: 0.3, cfg: 0.5 },
  })
})

test('a seed with more digits than a number keeps them all', async () => {
  const digits = '18446744073709551557'
  const text = JSON.stringify(graphs.imageToImage).replace('"seed":11', `"seed":${digits}`)
  const { seed, changes, graph, picture } = await again(await added('digits.png', text))
  expect([seed, changes]).toEqual([-1, []])
  expect(graph.sampler?.inputs.seed).toBe(digits)
  expect(picture.metadata).toMatchObject({ seed: digits })
})

test('a preview is saved, and every picture that a graph saves is collected', async () => {
  const { saved, ...unsaved } = graphs.hiresFix
  const previewed = {
    ...unsaved,
    shown: { class_type: 'PreviewImage', inputs: { images: ['decoded', 0] } },
  }
  const one = await again(await added('previewed.png', previewed))
  expect(one.changes).toEqual([{ field: 'graph.shown', from: 'PreviewImage', to: 'SaveImage' }])
  expect(one.graph.shown?.class_type).toBe('SaveImage')
  const both = {
    ...graphs.hiresFix,
    small: { class_type: 'VAEDecode', inputs: { samples: ['first', 0], vae: ['model', 2] } },
    kept: { class_type: 'SaveImage', inputs: { filename_prefix: 'ComfyUI', images: ['small', 0] } },
  }
  const two = await again(await added('both.png', both))
  expect(two.job.images?.map(({ width }) => width).toSorted()).toEqual([128, 64])
})

test.each<readonly [string, graphs.PictureGraph, object, string, RegExp]>([
  [
    'a source picture that is not there',
    changed(graphs.imageToImage, { source: { image: 'sourse.png' } }),
    {},
    'graph.source.inputs.image',
    /takes the file "sourse.png", which is not in the input folder of ComfyUI; did you mean "source.png"\?/,
  ],
  [
    'a model that is not there',
    changed(graphs.hiresFix, { model: { ckpt_name: 'dreamscape_xxl.safetensors' } }),
    {},
    'graph.model.inputs.ckpt_name',
    /did you mean "base\/dreamscape_xl.safetensors"/,
  ],
  [
    'a node that is not there',
    { ...graphs.hiresFix, odd: { class_type: 'FaceDetailer', inputs: { image: ['decoded', 0] } } },
    {},
    'graph.odd',
    /no node class "FaceDetailer"/,
  ],
  [
    'a size that a source picture gives',
    graphs.imageToImage,
    { resolution: { width: 64, height: 64 } },
    'resolution.width',
    /comes from an image/,
  ],
  [
    'a negative prompt without a place',
    graphs.fluxWithNoise,
    { negative_prompt: 'x' },
    'negative_prompt',
    /no text of its own/,
  ],
])('%s is refused, and named', async (name, graph, body, path, message) => {
  const id = await added(`refused ${name}.png`, graph)
  const refused = await problem(await ask(id, body), 400)
  expect(refused.errors?.map((one) => one.path)).toContain(path)
  expect(refused.errors?.find((one) => one.path === path)?.message).toMatch(message)
})

test('a missing source picture of which the gallery has the name is told of', async () => {
  await added('known name.png', graphs.hiresFix)
  const graph = changed(graphs.imageToImage, { source: { image: 'known name.png' } })
  const refused = await problem(await ask(await added('unknown.png', graph), {}), 400)
  expect(refused).toMatchObject({
    code: 'not_runnable',
    hint: expect.stringContaining('The gallery has a picture of that name'),
  })
})

test('a graph that is too large is refused, and no other picture is made', async () => {
  const text = JSON.stringify({
    ...graphs.hiresFix,
    note: { class_type: 'Note', inputs: { text: 'x'.repeat(600_000) } },
  })
  const refused = await problem(await ask(await added('large.png', text), {}), 400)
  expect(refused).toMatchObject({ code: 'graph_unreadable' })
})
