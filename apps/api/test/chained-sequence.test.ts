import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { familyModels } from '@darkroom/comfy-simulator'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import {
  acceptedFrameSchema,
  acceptedSequenceSchema,
  type Sequence,
  sequenceSchema,
} from '../src/groups/sequence-schemas.ts'
import { scenePromptsSchema } from '../src/stories/story-schemas.ts'
import { imageToImage } from './picture-graphs.ts'
import { ended, problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

const model = 'sd_xl_base_1.0.safetensors'
const size = { width: 64, height: 64 }

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom({
    simulation: { models: familyModels, paint: 'plain', profile: '0.33.0' },
  })
  const graph = JSON.stringify(imageToImage).replaceAll('base/dreamscape_xl.safetensors', model)
  await writeFile(join(running.gallery, 'workflows', 'repaint.json'), graph)
  const plain = {
    1: { class_type: 'EmptyImage', inputs: { ...size, batch_size: 1, color: 255 } },
    2: { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: 'plain' } },
  }
  await writeFile(join(running.gallery, 'workflows', 'plain.json'), JSON.stringify(plain))
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const post = (path: string, json: object): Promise<Response> =>
  fetch(`${running.url}/api/sequence${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(json),
  })

const story =
  'Mia, a girl with red hair, finds a lantern in a dark forest. She follows its light over a river to an old lighthouse, where her lost brother waits at dawn.'

async function write() {
  const answer = await post('/prompts', { story_description: story, frame_count: 3, model })
  const { sequence_id, prompts } = scenePromptsSchema.parse(await answer.json())
  return { sequence_id, prompts }
}

const told = async (id: string): Promise<Sequence> =>
  sequenceSchema.parse(await (await fetch(`${running.url}/api/sequence/${id}`)).json())

async function made(id: string): Promise<Sequence> {
  await (await fetch(`${running.url}/api/sequence/${id}/events`)).text()
  return told(id)
}

/** Accepts the sequence and follows it to its end. */
async function run(body: object): Promise<Sequence> {
  const answer = await post('/generate', body)
  const accepted = await answer.json()
  expect([answer.status, accepted]).toEqual([202, expect.anything()])
  return made(acceptedSequenceSchema.parse(accepted).sequence_id)
}

const carriedSchema = z.object({
  made: z.object({ workflow: z.string(), inputs: z.record(z.string(), z.unknown()) }).optional(),
})

/** What is written beside the picture of a frame. */
async function besideFrame({ frames }: Sequence, number: number) {
  const path = frames[number - 1]?.image?.filepath ?? ''
  const text = await readFile(join(running.gallery, path.replace(/\.png$/, '.json')), 'utf8')
  return carriedSchema.parse(JSON.parse(text)).made
}

/** The names of the files that the graph in a frame's picture loads. */
async function loadedBy({ frames }: Sequence, number: number): Promise<readonly string[]> {
  const path = frames[number - 1]?.image?.filepath ?? ''
  const bytes = await readFile(join(running.gallery, path))
  return [...bytes.toString('latin1').matchAll(/"image": ?"(darkroom_[^"]+)"/g)].map(
    ([, name = '']) => name,
  )
}

const pictureOf = ({ frames }: Sequence, number: number): string =>
  `darkroom_job_${frames[number - 1]?.request_id}_0.png`

const red = `data:image/png;base64,${(
  await sharp({ create: { ...size, channels: 3, background: '#c03020' } })
    .png()
    .toBuffer()
).toString('base64')}`

test('each frame is made from the one before, the first without, and each again from what stands then', async () => {
  const { sequence_id, prompts } = await write()
  const parameters = { steps: 2, resolution: size, denoise: 0.5 }
  const sequence = await run({ sequence_id, prompts, parameters, previous_frame_as: 'image' })
  expect(sequence).toMatchObject({ status: 'completed', completed_frames: 3 })
  expect(await loadedBy(sequence, 1)).toEqual([])
  expect(await loadedBy(sequence, 2)).toEqual([pictureOf(sequence, 1)])
  expect(await loadedBy(sequence, 3)).toEqual([pictureOf(sequence, 2)])
  expect(sequence.images.map(({ width, height }) => ({ width, height }))).toEqual([
    size,
    size,
    size,
  ])
  const image = { job: sequence.frames[1]?.request_id, index: 0 }
  expect(await besideFrame(sequence, 3)).toMatchObject({
    workflow: 'image-to-image',
    inputs: { image, denoise: 0.5, prompt: prompts[2]?.prompt },
  })

  // The second anew, from a picture of its own; then the third, from the second as it is now.
  const anew = await post(`/${sequence_id}/frames/2/regenerate`, {
    prompt: 'Mia rows',
    parameters: { image: red, denoise: 0.3 },
  })
  await ended(running, acceptedFrameSchema.parse(await anew.json()).request_id)
  const denoise = { parameters: { denoise: 0.4 } }
  const more = await post(`/${sequence_id}/frames/2/regenerate`, denoise)
  await ended(running, acceptedFrameSchema.parse(await more.json()).request_id)
  await post(`/${sequence_id}/frames/3/regenerate`, {})
  const second = await made(sequence_id)
  expect(second.frames[1]?.prompt).toBe('Mia rows')
  expect(await besideFrame(second, 2)).toMatchObject({
    workflow: 'image-to-image',
    inputs: { denoise: 0.4, image: { upload: expect.any(String) } },
  })
  expect((await loadedBy(second, 2))[0]).toMatch(/^darkroom_[0-9a-f]{32}\.png$/)
  expect(await loadedBy(second, 3)).toEqual([pictureOf(second, 2)])

  const again = await post(`/${sequence_id}/again`, {})
  const other = await made(acceptedSequenceSchema.parse(await again.json()).sequence_id)
  expect(other.completed_frames).toBe(3)
  expect(await loadedBy(other, 3)).toEqual([pictureOf(other, 2)])
})

test('frames of a model are of one size, though the first is made without a picture', async () => {
  const { sequence_id, prompts } = await write()
  const parameters = { steps: 1, model: 'v1-5-pruned-emaonly-fp16.safetensors' }
  const sequence = await run({ sequence_id, prompts, parameters, previous_frame_as: 'image' })
  expect(sequence.images.map(({ width, height }) => [width, height])).toEqual([
    [512, 512],
    [512, 512],
    [512, 512],
  ])
})

test('the first frame takes the picture that is given, and frames may be made in ways of their own', async () => {
  const { sequence_id, prompts } = await write()
  const [first, second, third] = prompts
  const sequence = await run({
    sequence_id,
    // In the order of their numbers, whatever that of the list.
    prompts: [third, { ...second, parameters: { image: red, mask: red } }, first],
    parameters: { steps: 2, resolution: size, image: red },
    previous_frame_as: 'image',
  })
  expect(sequence).toMatchObject({ status: 'completed', completed_frames: 3 })
  const [given] = await loadedBy(sequence, 1)
  expect(given).toMatch(/^darkroom_[0-9a-f]{32}\.png$/)
  expect(await loadedBy(sequence, 2)).toContain(pictureOf(sequence, 1))
  expect(await loadedBy(sequence, 3)).toEqual([pictureOf(sequence, 2)])
  expect((await besideFrame(sequence, 2))?.workflow).toBe('inpaint')
})

test.each([
  ['repaint', 'image'],
  ['image-to-image-sdxl', 'image'],
])('the workflow %s makes frames, each from the one before', async (workflow, key) => {
  const { sequence_id, prompts } = await write()
  const [first, second, third] = prompts
  const sequence = await run({
    sequence_id,
    workflow,
    inputs: { [key]: red, steps: 2, seed: 5, ...(workflow === 'repaint' ? {} : { model }) },
    prompts: [first, { ...second, inputs: { denoise: 0.25 } }, third],
    previous_frame_as: key,
    seed_mode: 'incremental',
  })
  expect(sequence).toMatchObject({ status: 'completed', completed_frames: 3, seeds: [5, 6, 7] })
  expect(sequence.images.map(({ prompt, seed }) => [prompt, seed])).toEqual(
    prompts.map(({ prompt }, index) => [prompt, 5 + index]),
  )
  expect((await loadedBy(sequence, 1))[0]).toMatch(/^darkroom_[0-9a-f]{32}\.png$/)
  expect(await loadedBy(sequence, 3)).toEqual([pictureOf(sequence, 2)])
  expect(await besideFrame(sequence, 2)).toMatchObject({
    workflow,
    inputs: {
      [key]: { job: sequence.frames[0]?.request_id, index: 0 },
      denoise: 0.25,
      seed: 6,
      prompt: second?.prompt,
    },
  })

  const anew = await post(`/${sequence_id}/frames/2/regenerate`, {
    prompt: 'Mia rows',
    inputs: { steps: 3 },
  })
  expect(anew.status).toBe(202)
  const changed = await made(sequence_id)
  expect(changed.frames[1]?.image).toMatchObject({ prompt: 'Mia rows', parameters: { steps: 3 } })
  expect(await loadedBy(changed, 2)).toEqual([pictureOf(changed, 1)])
})

test('of several pictures the one before is the first, and those that are given follow', async () => {
  const { sequence_id, prompts } = await write()
  const sequence = await run({
    sequence_id,
    workflow: 'edit',
    inputs: { references: [red], model: 'qwen_image_edit_2509_fp8_e4m3fn.safetensors' },
    prompts,
    previous_frame_as: 'references',
  })
  expect(sequence).toMatchObject({ status: 'completed', completed_frames: 3 })
  const [given] = await loadedBy(sequence, 1)
  expect(await loadedBy(sequence, 3)).toEqual([pictureOf(sequence, 2), given])
})

test('what does not go together is told by its field, and nothing is accepted', async () => {
  const { sequence_id, prompts } = await write()
  const [first] = prompts
  const refused = async (body: object) => {
    const { errors } = await problem(
      await post('/generate', { sequence_id, prompts, ...body }),
      400,
    )
    return errors?.map(({ path, message }) => `${path} ${message}`)
  }
  expect(await refused({ workflow: 'repaint', parameters: { steps: 2 } })).toEqual([
    'parameters has no place beside a workflow, which takes inputs',
  ])
  expect(await refused({ inputs: { steps: 2 } })).toEqual([
    'inputs has no place without a workflow: the words of pictures are parameters',
  ])
  const upscale = { workflow: 'upscale', image: red, upscale: { factor: 2 } }
  expect(await refused({ previous_frame_as: 'image', parameters: upscale })).toContain(
    'parameters.workflow makes each frame larger than the one before, without an end',
  )
  expect(await refused({ workflow: 'repaint', inputs: { prompt: 'x' } })).toEqual([
    'inputs.prompt has no place: each frame has a prompt',
  ])
  expect(await refused({ previous_frame_as: 'mask' })).toEqual([
    'previous_frame_as must be image or references, or an input of a workflow',
  ])
  expect(await refused({ workflow: 'repaint', previous_frame_as: 'steps' })).toEqual([
    'previous_frame_as is no input of the workflow for a picture: those are image',
  ])
  expect(
    await refused({
      workflow: 'repaint',
      inputs: { image: red },
      prompts: [{ ...first, inputs: { steps: 'x' } }],
    }),
  ).toEqual([expect.stringMatching(/^prompts\.0\.inputs\.steps /)])
  expect(await refused({ workflow: 'plain' })).toEqual([
    expect.stringContaining('workflow has no input for the prompt of a frame'),
  ])
  expect((await fetch(`${running.url}/api/sequence/${sequence_id}`)).status).toBe(404)
})
