import { expect, test } from 'vitest'
import { z } from 'zod'
import type { JobOutput } from '../job/job-output.ts'
import { type JobPayload, payloadToJson, readStored } from '../job/job-payload.ts'
import { sidecarOf } from './sidecar.ts'

const output: JobOutput = {
  path: 'd/o.png',
  sha256: '',
  bytes: 1,
  kind: 'image',
  mediaType: 'image/png',
  inGallery: true,
  node: '9',
  filename: 'x_00001_.png',
  subfolder: 'darkroom',
  type: 'output',
}

const read = (planned: Parameters<typeof payloadToJson>[0]): Readonly<Record<string, unknown>> => {
  const payload: JobPayload | undefined = readStored(payloadToJson(planned))?.job
  if (payload === undefined) throw new Error('no payload')
  const facts = { requestId: 'r', acceptedAt: 0, durationMs: 1, server: 's', promptId: 'p' }
  const text = sidecarOf({ ...facts, payload, output, index: 0 })
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
}

const words = { prompt: 'a fox', model: 'm.safetensors', seed: 7, steps: 4 }
const file = { name: 'darkroom_0.png', upload: 'a'.repeat(64) }

test('words of the recipe tell all of a picture of words, and of a graph the picture itself', () => {
  const inputs = { ...words, model_folder: 'checkpoints', variant: 'base' }
  expect(read({ workflow: 'text-to-image-sdxl', inputs, output: 'o' })).not.toHaveProperty('made')
  const graph = read({ workflow: 'graph', inputs: { ...words, graph: '{}' }, output: 'o' })
  expect(graph).not.toHaveProperty('made')
  expect(graph).toMatchObject({ workflow: 'graph', seed: 7 })
})

test('what was asked for beyond them is told with its values and its files', () => {
  const inputs = { ...words, image: file.name, model_folder: 'checkpoints' }
  const told = read({ workflow: 'image-to-image-sdxl', inputs, files: [file], output: 'o' })
  expect(told).toMatchObject({
    made: { workflow: 'image-to-image-sdxl', inputs: { ...words, image: file.name } },
    files: [file],
  })
})

test('a workflow by its name is told as it was asked for, with the seed that was drawn', () => {
  const made = { workflow: 'portrait', inputs: { mood: 'calm', seed: -1, image: { gallery: 'x' } } }
  const run = { workflow: 'graph', inputs: { ...words, graph: '{}' }, output: 'o' }
  expect(read({ ...run, made })).toMatchObject({
    workflow: 'graph',
    made: { ...made, inputs: { ...made.inputs, seed: 7 } },
  })
  const plain = { workflow: 'portrait', inputs: { mood: 'calm' } }
  expect(read({ ...run, made: plain }).made).toEqual(plain)
  const several = { ...plain, seeds: ['seed', 'second_seed'] }
  expect(read({ ...run, made: several }).made).toEqual({
    workflow: 'portrait',
    inputs: { mood: 'calm', seed: 7, second_seed: 7 },
  })
})

test('an input that is too large is named and left out', () => {
  const made = { workflow: 'portrait', inputs: { text: 'x'.repeat(100_000), mood: 'calm' } }
  const inputs = { graph: '{}' }
  expect(read({ workflow: 'graph', inputs, made, output: 'o' }).made).toEqual({
    workflow: 'portrait',
    inputs: { mood: 'calm' },
    left_out: ['text'],
  })
})
