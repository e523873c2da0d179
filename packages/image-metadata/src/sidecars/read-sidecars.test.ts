import { buildPng, pngWithTexts } from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { defaultGraph } from '../../test/graphs.ts'
import { type Told, told } from '../../test/told.ts'
import { createBufferSource, readImageMetadata } from '../index.ts'

const source = createBufferSource(buildPng())

function withSidecar(imageName: string, name: string, text: string): Told {
  return told(readImageMetadata({ name: imageName, source, sidecars: [{ name, text }] }))
}

const keyLines = [
  'Model: photoreal_v5.safetensors',
  'Prompt: a lighthouse,',
  'at night',
  'Negative: blurry',
  'Steps: 25',
  'CFG: 6.5',
  'Seed: 42',
  'Size: 832x1216',
  'Workflow: portrait',
  'Generated: 2024-05-01 12:30:00',
].join('\r\n')

test('lines of keys are read, a prompt of several lines included', () => {
  expect(withSidecar('image_007.png', 'prompt_007.txt', keyLines)).toMatchObject({
    source: 'sidecar',
    model: 'photoreal_v5.safetensors',
    prompt: 'a lighthouse,\nat night',
    negative_prompt: 'blurry',
    steps: 25,
    cfg: 6.5,
    seed: 42,
    resolution: { width: 832, height: 1216 },
    createdAt: '2024-05-01T12:30:00',
    extra: { workflow: 'portrait' },
  })
})

test('a text sidecar may hold JSON', () => {
  const text = JSON.stringify({ prompt: 'p', cfg: '7', seed: 1, size: '64x96', favourite: true })
  expect(withSidecar('a.png', 'a.txt', text)).toMatchObject({
    source: 'sidecar',
    prompt: 'p',
    cfg: 7,
    seed: 1,
    resolution: { width: 64 },
    favourite: true,
  })
})

test('a text sidecar may hold what A1111 writes', () => {
  const text = 'a cat\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, Seed: 7, Size: 512x512'
  expect(withSidecar('a.png', 'a.txt', text)).toMatchObject({
    source: 'a1111',
    prompt: 'a cat',
    negative_prompt: 'dog',
    sampler: 'Euler a',
    seed: 7,
  })
})

test('a text beside the picture that names no keys is a caption, unless it is a prompt by name', () => {
  expect(withSidecar('a.png', 'a.txt', 'a boat')).toMatchObject({
    source: 'unknown',
    prompt: undefined,
    extra: { caption: 'a boat' },
  })
  expect(withSidecar('image.png', 'prompt.txt', 'a boat')).toMatchObject({ prompt: 'a boat' })
})

test('a broken sidecar says nothing and breaks nothing', () => {
  expect(withSidecar('a.png', 'a.json', '{"prompt": "half')).toMatchObject({ source: 'unknown' })
})

const shared = {
  sequence: 'walk',
  created: '2024-05-01 12:30:00',
  model: 'm.safetensors',
  base_seed: 100,
  steps: 30,
  cfg: 5,
  width: 768,
  height: 512,
  negative: 'ugly',
}

test.each([
  ['objects that name their file', [{ file: 'x/001_door.png', prompt: 'door', seed: 8 }]],
  ['objects that are numbered', [{ frame: 1, prompt: 'door', seed: 8 }]],
  ['objects in order', [{ text: 'door', seed: '8' }]],
])('a manifest of frames: %s', (_, frames) => {
  const text = JSON.stringify({ ...shared, frames })
  const image = frames[0] && 'file' in frames[0] ? '001_door.png' : 'frame_001.png'
  expect(withSidecar(image, 'manifest.json', text)).toMatchObject({
    source: 'sidecar',
    prompt: 'door',
    negative_prompt: 'ugly',
    model: 'm.safetensors',
    seed: 8,
    steps: 30,
    cfg: 5,
    resolution: { width: 768 },
    sequenceId: 'walk',
    frameNumber: 1,
    createdAt: '2024-05-01T12:30:00',
  })
})

test('a manifest of frames that are strings: prompts in order, or file names', () => {
  const prompts = JSON.stringify({ ...shared, frames: ['a door', 'a room'] })
  expect(withSidecar('image_002.png', 'manifest.json', prompts)).toMatchObject({
    prompt: 'a room',
    frameNumber: 2,
    seed: undefined,
    extra: { base_seed: 100 },
  })
  const files = JSON.stringify({ ...shared, frames: ['b.png', 'a.png'] })
  expect(withSidecar('a.png', 'manifest.json', files)).toMatchObject({
    prompt: undefined,
    frameNumber: 2,
  })
})

test('rulers and blank lines between the keys are no part of anything', () => {
  const text = '=====\nSeed: 42\n-----\n\nModel: m\nPrompt:\na boat\n\non a lake\n-----\n'
  expect(withSidecar('a.png', 'a.txt', text)).toMatchObject({
    seed: 42,
    model: 'm',
    prompt: 'a boat\n\non a lake',
  })
})

test("another tool's own JSON means beside the picture what it means inside it", () => {
  const swarm = {
    sui_image_params: { prompt: 'p', seed: 3, cfgscale: 6 },
    sui_extra_data: { date: '2025-01-01' },
  }
  expect(withSidecar('a.png', 'a.swarm.json', JSON.stringify(swarm))).toMatchObject({
    source: 'swarmui',
    prompt: 'p',
    cfg: 6,
    createdAt: '2025-01-01',
  })
  expect(withSidecar('a.png', 'a.json', JSON.stringify(defaultGraph))).toMatchObject({
    source: 'comfyui',
    steps: 20,
  })
})

test('lines of keys go before the graph in the file, an A1111 text behind it', () => {
  const embedded = createBufferSource(pngWithTexts({ prompt: JSON.stringify(defaultGraph) }))
  const read = (text: string): Told =>
    told(
      readImageMetadata({ name: 'a.png', source: embedded, sidecars: [{ name: 'a.txt', text }] }),
    )
  expect(read('Model: m\nPrompt: said so\nSeed: -1')).toMatchObject({
    source: 'comfyui',
    prompt: 'said so',
    model: 'm',
    seed: 156680208700286,
  })
  expect(read('said so\nNegative prompt: x\nSteps: 3, Seed: 4')).toMatchObject({
    source: 'comfyui',
    prompt: 'a glass bottle with a galaxy inside',
    seed: 156680208700286,
  })
})

test('sidecars count in the order of their names, in whatever order they come', () => {
  const sidecars = [
    { name: 'manifest.json', text: JSON.stringify({ model: 'shared', steps: 9, frames: [] }) },
    { name: 'a.txt', text: 'Model: m\nPrompt: from text\nCFG: 3' },
    { name: 'a.json', text: '{"prompt":"from json"}' },
  ]
  for (const order of [sidecars, sidecars.toReversed()]) {
    expect(told(readImageMetadata({ name: 'a.png', source, sidecars: order }))).toMatchObject({
      prompt: 'from json',
      model: 'm',
      cfg: 3,
      steps: 9,
    })
  }
})
