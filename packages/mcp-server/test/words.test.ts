import type { Model } from '@darkroom/door-ports'
import { expect, test } from 'vitest'
import { connect, textOf } from './connected.ts'
import { pictureId, sample } from './sample-house.ts'

const upload = 'a'.repeat(64)
const job = '3f2b8c1e-0a4d-4f6e-9b1c-2d3e4f5a6b7c'
const model = 'base/dreamscape_xl.safetensors'
const kontext: Model = {
  filename: 'flux1-dev-kontext_fp8_scaled.safetensors',
  displayName: 'flux1-dev-kontext_fp8_scaled',
  kind: 'diffusion',
  servers: ['gpu-1'],
}

/** What the house is asked for by a call. */
async function asked(
  name: string,
  given: Readonly<Record<string, unknown>>,
  models = sample.models,
): Promise<unknown> {
  await using connected = await connect({ ...sample, models })
  const result = await connected.client.callTool({
    name,
    arguments: { wait_seconds: 0, ...given },
  })
  expect(result.isError === true ? textOf(result) : '').toBe('')
  return connected.house.jobs.asked[0]?.asked
}

/** What a call is told that is refused. */
async function refusal(name: string, given: Readonly<Record<string, unknown>>): Promise<string> {
  await using connected = await connect(sample)
  const result = await connected.client.callTool({ name, arguments: given })
  expect(result.isError).toBe(true)
  expect(connected.house.jobs.asked).toEqual([])
  return textOf(result)
}

test('generate_image asks for the words of a picture', async () => {
  expect(
    await asked('generate_image', {
      prompt: 'a fox',
      negative_prompt: 'blurry',
      model: 'base/photon.safetensors',
      width: 1020,
      height: 768,
      steps: 30,
      cfg: 5.5,
      sampler: 'dpmpp_2m',
      scheduler: 'karras',
      seed: 7,
      loras: ['style/ink.safetensors', { name: 'b.safetensors', strength: 0.5 }],
    }),
  ).toEqual({
    words: {
      prompt: 'a fox',
      negative_prompt: 'blurry',
      model: 'base/photon.safetensors',
      resolution: { width: 1024, height: 768 },
      steps: 30,
      cfg: 5.5,
      sampler: 'dpmpp_2m',
      scheduler: 'karras',
      seed: 7,
      loras: [{ name: 'style/ink.safetensors' }, { name: 'b.safetensors', strength_model: 0.5 }],
    },
    literal: true,
  })
})

test('models and LoRAs are found by a shorter name', async () => {
  const ink = { filename: 'style/ink.safetensors', displayName: 'style/ink' }
  const models: readonly Model[] = [...sample.models, { ...ink, kind: 'lora', servers: ['gpu-1'] }]
  const given = { prompt: 'a fox', loras: ['Ink', { name: 'ink', strength: 0.5 }, 'other'] }
  expect(await asked('generate_image', given, models)).toMatchObject({
    words: {
      loras: [
        { name: ink.filename },
        { name: ink.filename, strength_model: 0.5 },
        { name: 'other' },
      ],
    },
  })
})

test('one side means a square, null means nothing, and what is left out is left to the model', async () => {
  expect(await asked('generate_image', { prompt: 'a fox', width: 512, seed: null })).toEqual({
    words: { prompt: 'a fox', model, resolution: { width: 512, height: 512 } },
    literal: true,
  })
})

test('with a workflow, words go to the inputs of their roles', async () => {
  expect(await asked('generate_image', { prompt: 'a fox', workflow: 'portrait', seed: 3 })).toEqual(
    {
      workflow: 'portrait',
      inputs: { prompt: 'a fox', seed: 3 },
    },
  )
  expect(await refusal('generate_image', { prompt: 'a fox', workflow: 'portrait', steps: 3 })).toBe(
    'steps: has no place in the workflow portrait. It has prompt, photo, seed, mood: use run_workflow for those that have no argument here.',
  )
})

test.each([
  ['by how much of it is painted anew', { strength: 0.4 }, { denoise: 0.4 }],
  ['without a word of how', {}, {}],
  ['by a mask', { mask: upload }, { mask: { upload } }],
])('edit_image paints over the picture %s', async (_, given, words) => {
  const image = { job, index: 1 }
  expect(await asked('edit_image', { prompt: 'winter', image: `${job}#1`, ...given })).toEqual({
    words: { prompt: 'winter', model, image, ...words },
    literal: true,
  })
})

test('edit_image has an editing model follow the prompt, where there is one', async () => {
  const models = [...sample.models, kontext]
  const given = { prompt: 'make it winter', image: pictureId }
  expect(await asked('edit_image', given, models)).toEqual({
    words: {
      prompt: 'make it winter',
      model: kontext.filename,
      references: [{ gallery: pictureId }],
    },
    literal: true,
  })
  expect(await asked('edit_image', { ...given, strength: 0.5 }, models)).toEqual({
    words: { prompt: 'make it winter', model, image: { gallery: pictureId }, denoise: 0.5 },
    literal: true,
  })
  const further = { ...given, model: kontext.filename, references: [{ upload }] }
  expect(await asked('edit_image', further, models)).toMatchObject({
    words: { references: [{ gallery: pictureId }, { upload }] },
  })
})

test('upscale_image paints nothing', async () => {
  const given = { image: 'https://pictures.example/a.png', model: 'RealESRGAN_x4plus.safetensors' }
  expect(await asked('upscale_image', given)).toEqual({
    words: {
      image: 'https://pictures.example/a.png',
      upscale: { factor: 2, model: 'RealESRGAN_x4plus.safetensors' },
    },
  })
})

test('run_workflow takes pictures by their ids where an input is for one, and texts as they are', async () => {
  const inputs = { prompt: pictureId, photo: pictureId, mood: 'stern' }
  expect(await asked('run_workflow', { name: 'portrait', inputs })).toEqual({
    workflow: 'portrait',
    inputs: { prompt: pictureId, photo: { gallery: pictureId }, mood: 'stern' },
  })
  const file = { photo: 'of the input folder.png' }
  expect(await asked('run_workflow', { name: 'portrait', inputs: file })).toEqual({
    workflow: 'portrait',
    inputs: file,
  })
})

test.each([
  ['prompts', { items: ['a fox', 'a hen'] }, { model, matrix: { prompt: ['a fox', 'a hen'] } }],
  [
    'one word of items',
    { prompt: 'a fox', items: [{ model: 'a' }, { model: 'b' }], seed_mode: 'fixed', width: 512 },
    {
      prompt: 'a fox',
      matrix: { model: ['a', 'b'] },
      seed_mode: 'fixed',
      resolution: { width: 512, height: 512 },
    },
  ],
  [
    'combinations',
    {
      prompt: 'a fox',
      matrix: {
        strength: [0.3, 0.6],
        image: [pictureId, upload],
        loras: [['a'], [{ name: 'b', strength: 0.5 }]],
      },
    },
    {
      prompt: 'a fox',
      model,
      matrix: {
        denoise: [0.3, 0.6],
        image: [{ gallery: pictureId }, { upload }],
        loras: [[{ name: 'a' }], [{ name: 'b', strength_model: 0.5 }]],
      },
    },
  ],
  [
    'seeds',
    { prompt: 'a fox', count: 3, base_seed: 5 },
    { prompt: 'a fox', model, batch_count: 3, base_seed: 5 },
  ],
  [
    'a workflow',
    { workflow: 'portrait', inputs: { photo: pictureId }, matrix: { mood: ['calm', 'stern'] } },
    {
      workflow: 'portrait',
      inputs: { photo: { gallery: pictureId } },
      matrix: { mood: ['calm', 'stern'] },
    },
  ],
])('submit_batch takes a batch of %s', async (_, given, words) => {
  expect(await asked('submit_batch', given)).toEqual({ words })
})

test('items that differ in more than a word are refused, with what to do', async () => {
  const items = [
    { prompt: 'a fox', seed: 1 },
    { prompt: 'a hen', seed: 2 },
  ]
  expect(await refusal('submit_batch', { items })).toMatch(
    /^items differ in prompt, seed\. They can differ in one word: .*generate_image with wait_seconds 0/,
  )
  expect(await refusal('submit_batch', { items: ['a fox'], count: 2 })).toBe(
    'Give one of items, matrix and count.',
  )
})

test.each([
  [
    'a picture that there is not',
    'upscale_image',
    { image: 'unknown' },
    'image: is no picture that there is ("unknown"): give an id of search_gallery, an upload_id of upload_image, a job_id, an https URL or a data URL.',
  ],
  [
    'a workflow that there is not',
    'run_workflow',
    { name: 'portrai' },
    'There is no workflow "portrai"; did you mean "portrait"? list_workflows lists them.',
  ],
  [
    'a job that there is not',
    'wait_for_job',
    { job_id: 'x' },
    'There is no job "x". list_jobs lists the newest; what ended long ago is forgotten, and search_gallery finds its pictures.',
  ],
  [
    'arguments of the wrong kind, all at once',
    'generate_image',
    { prompt: '', steps: 'many', n: 21 },
    'Input validation error: Invalid arguments for tool generate_image: prompt: must not be empty, steps: must be a number, n: must be at most 20',
  ],
])('%s is told in a sentence', async (_, name, given, text) => {
  expect(await refusal(name, given)).toBe(text)
})

test('upload_image keeps bytes, and passes an address on to the tool that uses it', async () => {
  await using connected = await connect(sample)
  const { client, house } = connected
  const data = Buffer.from('a picture').toString('base64')
  for (const sent of [data, `data:image/png;base64,${data}`]) {
    const { structuredContent } = await client.callTool({
      name: 'upload_image',
      arguments: { data: sent },
    })
    const { upload_id, image } = Object(structuredContent)
    expect(image).toBe(upload_id)
    expect(await house.pictures.findUpload(upload_id)).toMatchObject({ size: 9 })
  }
  const url = 'https://pictures.example/a.png'
  const passed = await client.callTool({ name: 'upload_image', arguments: { url } })
  expect(passed.structuredContent).toMatchObject({ image: url })
  expect(await refusal('upload_image', { data: '{}' })).toBe(
    'data: must be base64, or a data URL in base64.',
  )
  expect(await refusal('upload_image', {})).toBe('Give either data or url.')
})

test('arguments that there are not are ignored, and that is said', async () => {
  await using connected = await connect(sample)
  const result = await connected.client.callTool({
    name: 'list_models',
    arguments: { sessionId: '1', toolCallId: '2' },
  })
  expect(textOf(result)).toContain(
    'Ignored, for there are no such arguments: sessionId, toolCallId.',
  )
})
