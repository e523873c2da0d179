import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changed, makingAgain } from './making-again.ts'
import * as graphs from './picture-graphs.ts'
import { pngWithText } from './png-with-text.ts'
import { problem, runDarkroom, temporaryFolder } from './running-darkroom.ts'

let made: ReturnType<typeof makingAgain>
const resources = new AsyncDisposableStack()
beforeAll(async () => {
  const inputs = resources.use(await temporaryFolder())
  await writeFile(join(inputs.path, 'source.png'), await pngWithText('Title', 'a source'))
  const running = await runDarkroom({
    simulation: { inputDirectory: inputs.path, models: { controlnet: ['depth.safetensors'] } },
  })
  resources.use(running)
  made = makingAgain(running)
})
afterAll(() => resources.disposeAsync())

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
    const first = await made.again(await made.added(`${name}.png`, graph))
    expect(first).toMatchObject({ seed: 11, changes: [], graph })
    const second = await made.again(first.picture.id)
    expect(second).toMatchObject({ seed: 11, changes: [], graph })
    expect(await made.pixelsOf(second.picture)).toBe(await made.pixelsOf(first.picture))
    expect(second.picture).toMatchObject({ prompt: 'a red fox', seed: 11, source: 'darkroom' })
    expect(second.job).toMatchObject({ prompt: 'a red fox', seed: 11 })
  })

  test('varies by the same graph with another seed alone', async () => {
    const id = (await made.pictureNamed(`${name}.png`))?.id ?? ''
    const { seed, changes, graph: sent } = await made.again(id, { seed: -1 })
    expect(changes).toEqual([{ field: 'seed', from: 11, to: seed }])
    expect(sent).toEqual(
      changed(graph, Object.fromEntries(seeded.map((node) => [node, { [input]: seed }]))),
    )
  })
})

test('words of the body go to their places in the graph, and are told', async () => {
  const id = await made.added('changed.png', graphs.imageToImage)
  const body = { prompt: 'a {blue|blue} wolf', negative_prompt: 'dull', steps: 2, denoise: 0.3 }
  const { changes, graph, picture } = await made.again(id, body)
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
  const { seed, changes, graph, picture } = await made.again(await made.added('digits.png', text))
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
  const one = await made.again(await made.added('previewed.png', previewed))
  expect(one.changes).toEqual([{ field: 'graph.shown', from: 'PreviewImage', to: 'SaveImage' }])
  expect(one.graph.shown?.class_type).toBe('SaveImage')
  const both = {
    ...graphs.hiresFix,
    small: { class_type: 'VAEDecode', inputs: { samples: ['first', 0], vae: ['model', 2] } },
    kept: { class_type: 'SaveImage', inputs: { filename_prefix: 'ComfyUI', images: ['small', 0] } },
  }
  const two = await made.again(await made.added('both.png', both))
  expect(two.job.images?.map(({ width }) => width).toSorted()).toEqual([128, 64])
})

test.each<readonly [string, graphs.PictureGraph, object, string, RegExp]>([
  [
    'a source picture that is not there',
    changed(graphs.imageToImage, { source: { image: 'sourse.png' } }),
    {},
    'inputs.image',
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
    'what the model has no use for',
    graphs.fluxWithNoise,
    { negative_prompt: 'x' },
    'negative_prompt',
    /has no effect on FLUX.1, whose guidance is distilled/,
  ],
])('%s is refused, and named', async (name, graph, body, path, message) => {
  const id = await made.added(`refused ${name}.png`, graph)
  const refused = await problem(await made.ask(id, body), 400)
  expect(refused.errors?.map((one) => one.path)).toContain(path)
  expect(refused.errors?.find((one) => one.path === path)?.message).toMatch(message)
})

test('a missing source picture of which the gallery has the name is told of', async () => {
  await made.added('known name.png', graphs.hiresFix)
  const graph = changed(graphs.imageToImage, { source: { image: 'known name.png' } })
  const refused = await problem(await made.ask(await made.added('unknown.png', graph), {}), 400)
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
  const refused = await problem(await made.ask(await made.added('large.png', text), {}), 400)
  expect(refused).toMatchObject({ code: 'graph_unreadable' })
})
