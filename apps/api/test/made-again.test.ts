import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptedBatchSchema, batchSchema } from '../src/groups/batch-schemas.ts'
import { workflowOfTwoSeeds } from './editor-workflow.ts'
import { changed, makingAgain } from './making-again.ts'
import * as graphs from './picture-graphs.ts'
import { pngWithText } from './png-with-text.ts'
import { problem, type RunningDarkroom, runDarkroom, temporaryFolder } from './running-darkroom.ts'

let made: ReturnType<typeof makingAgain>
let running: RunningDarkroom
const resources = new AsyncDisposableStack()
beforeAll(async () => {
  const inputs = resources.use(await temporaryFolder())
  await writeFile(join(inputs.path, 'source.png'), await pngWithText('Title', 'a source'))
  running = await runDarkroom({
    simulation: {
      inputDirectory: inputs.path,
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

test('inputs go to their places, by their keys or by node and name, and what is told runs as it is', async () => {
  const id = await made.added('inputs.png', graphs.imageToImage)
  const inputs = { prompt: 'a {blue|blue} wolf', 'bad.text': 'dull', seed: -1, denoise: 0.3 }
  const { seed, changes, graph, picture } = await made.again(id, { steps: 2, inputs })
  expect(changes).toEqual([
    { field: 'steps', from: 3, to: 2 },
    { field: 'prompt', from: 'a red fox', to: 'a {blue|blue} wolf' },
    { field: 'bad.text', from: 'blurry', to: 'dull' },
    { field: 'seed', from: 11, to: seed },
    { field: 'denoise', from: 0.55, to: 0.3 },
  ])
  expect(graph).toEqual(
    changed(graphs.imageToImage, {
      good: { text: 'a blue wolf' },
      bad: { text: 'dull' },
      sampler: { steps: 2, denoise: 0.3, seed },
    }),
  )
  const told = await made.metadataOf(picture.id)
  expect(told.workflow).toEqual({ name: 'graph', inputs: { ...inputs, seed, steps: 2 } })
  const body = { workflow: told.graph, inputs: told.workflow?.inputs }
  const same = await made.made(await made.post('/api/run', body))
  expect(await made.pixelsOf(same.picture)).toBe(await made.pixelsOf(picture))
})

test('every seed that was drawn for a workflow is told, also in a batch, and makes the same pictures', async () => {
  await writeFile(join(running.gallery, 'workflows', 'two.json'), workflowOfTwoSeeds())
  const path = '/api/workflows/two/run'
  const prompt = 'a boat'
  const first = await made.made(await made.post(path, { inputs: { prompt, '13.seed': -1 } }))
  const told = (await made.metadataOf(first.picture.id)).workflow
  expect(told).toEqual({
    name: 'two',
    inputs: {
      prompt,
      seed_ksampler_3_seed: first.graph[3]?.inputs.seed,
      '13.seed': expect.any(Number),
    },
  })
  const pixelsOf = async ({ job: { images = [] } }: typeof first) =>
    Promise.all(images.map(made.pixelsOf))
  const same = await made.made(await made.post(path, { inputs: told?.inputs }))
  expect(await pixelsOf(same)).toEqual(await pixelsOf(first))
  expect(new Set(await pixelsOf(first)).size).toBe(2)

  const asked = {
    workflow: 'two',
    inputs: { prompt },
    batch_count: 2,
    base_seed: 7,
    seed_mode: 'fixed',
  }
  const answer = await made.post('/api/batch', asked)
  const { batch_id: id } = acceptedBatchSchema.parse(await answer.json())
  await (await fetch(`${running.url}/api/batch/${id}/events`)).text()
  const batch = batchSchema.parse(await (await fetch(`${running.url}/api/batch/${id}`)).json())
  expect((await made.metadataOf(batch.images[0]?.id ?? '')).workflow).toEqual({
    name: 'two',
    inputs: { prompt, seed_ksampler_3_seed: 7, seed_ksampler_13_seed: 7 },
  })
})

test.each<readonly [string, graphs.PictureGraph, object, string, RegExp]>([
  [
    'an input that says the same as a word',
    graphs.hiresFix,
    { steps: 2, inputs: { steps: 3 } },
    'inputs.steps',
    /^sets the same as steps; give one of them/,
  ],
  [
    'a place that a word sets, too',
    graphs.imageToImage,
    { seed: 2, inputs: { 'sampler.seed': 3 } },
    'inputs.sampler.seed',
    /^sets the same as seed/,
  ],
  [
    'an input of another name',
    graphs.imageToImage,
    { inputs: { 'sampler.cgf': 3 } },
    'inputs.sampler.cgf',
    /There is no input "sampler.cgf"; did you mean/,
  ],
  [
    'an input that its model has no use for',
    graphs.fluxWithNoise,
    { inputs: { cfg: 7 } },
    'inputs.cfg',
    /cfg must be 1 for FLUX.1, whose guidance is distilled/,
  ],
])('%s is refused, and named', async (name, graph, body, path, message) => {
  const id = await made.added(`refused ${name}.png`, graph)
  const refused = await problem(await made.ask(id, body), 400)
  expect(refused.errors?.find((one) => one.path === path)?.message).toMatch(message)
})

test('a picture of a distilled model is refused what POST /api/generate refuses, and what it has runs as it is', async () => {
  const model = 'flux1-dev.safetensors'
  const asked = { prompt: 'a fox', model, resolution: { width: 64, height: 64 }, steps: 2 }
  const { picture } = await made.made(await made.post('/api/generate', asked))
  const told = await made.metadataOf(picture.id)
  expect(told.workflow).toMatchObject({
    name: 'text-to-image-flux1',
    inputs: { prompt: 'a fox', model, steps: 2, guidance: 3.5 },
  })
  for (const change of [{ cfg: 7 }, { negative_prompt: 'dull' }]) {
    const first = await problem(await made.post('/api/generate', { ...asked, ...change }), 400)
    const again = await problem(await made.ask(picture.id, change), 400)
    expect([again.code, again.detail, again.errors]).toEqual([
      first.code,
      first.detail,
      first.errors,
    ])
  }
})

test('inputs of a picture without a graph are its words', async () => {
  const parameters = 'a fox\nSteps: 4, Sampler: Euler, Seed: 5, Size: 64x64, Model: dreamscape_xl'
  await writeFile(join(running.gallery, 'words.png'), await pngWithText('parameters', parameters))
  await expect.poll(() => made.pictureNamed('words.png')).toBeDefined()
  const id = (await made.pictureNamed('words.png'))?.id ?? ''
  const { changes } = await made.again(id, { steps: 3, inputs: { width: 128, seed: 6 } })
  expect(changes).toEqual(
    expect.arrayContaining([
      { field: 'steps', from: 4, to: 3 },
      { field: 'seed', from: 5, to: 6 },
      {
        field: 'resolution',
        from: { width: 64, height: 64 },
        to: { width: 128, height: 64 },
      },
    ]),
  )
  const unknown = await problem(await made.ask(id, { inputs: { '3.seed': 1 } }), 400)
  expect(unknown.errors?.[0]?.path).toBe('inputs.3.seed')
  const twice = await problem(await made.ask(id, { steps: 3, inputs: { steps: 4 } }), 400)
  expect(twice.errors?.[0]?.path).toBe('inputs.steps')
  const large = await problem(await made.ask(id, { inputs: { steps: 1_000 } }), 400)
  expect(large.errors?.[0]?.path).toBe('inputs.steps')
})
