import { expect, test } from 'vitest'
import { defaultGraph, node } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

type Nodes = Readonly<Record<string, Json>>
const save: Nodes = {
  '8': node('LoadImage', { image: 'a.png' }),
  '9': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['1', 0] }),
}

test.each<[string, Json, object]>([
  [
    'OpenAIGPTImage1',
    { prompt: 'a cat', seed: 7, quality: 'low', background: 'auto', size: '1024x1536', n: 1 },
    { seed: 7, resolution: { width: 1024, height: 1536 }, model: undefined },
  ],
  [
    'FluxKontextProImageNode',
    {
      prompt: 'a cat',
      aspect_ratio: '1:1',
      guidance: 3,
      steps: 50,
      seed: 9,
      input_image: ['8', 0],
    },
    { seed: 9, steps: 50, guidance: 3 },
  ],
  [
    'LumaImageNode',
    { prompt: 'a cat', model: 'photon-1', aspect_ratio: '16:9', seed: 1 },
    { model: 'photon-1' },
  ],
  [
    'RecraftTextToImageNode',
    { prompt: 'a cat', size: '1024x1024', n: 1, seed: 2, negative_prompt: 'a dog' },
    { negative_prompt: 'a dog', resolution: { width: 1024, height: 1024 } },
  ],
  ['RunwayTextToImageNode', { prompt: 'a cat', ratio: '1:1', reference_image: ['8', 0] }, {}],
  [
    'ByteDanceSeedreamNode',
    { model: 'seedream-4', prompt: 'a cat', width: 2048, height: 1024, seed: 3, image: ['8', 0] },
    { model: 'seedream-4', resolution: { width: 2048, height: 1024 } },
  ],
  [
    'StabilityStableImageSD_3_5Node',
    { prompt: 'a cat', model: 'sd3.5-large', cfg_scale: 4, seed: 0, negative_prompt: '' },
    { model: 'sd3.5-large', cfg: 4, negative_prompt: '', seedText: '0' },
  ],
  [
    'an option with inputs of its own',
    { model: 'wan2.7', 'model.prompt': 'a cat', 'model.negative_prompt': 'a dog', seed: 3 },
    { model: 'wan2.7', negative_prompt: 'a dog' },
  ],
  ['a prompt that is linked', { prompt: ['2', 0], seed: 3, aspect_ratio: '1:1' }, { seed: 3 }],
])('a node that makes its picture elsewhere tells what it was told: %s', (type, inputs, told) => {
  const graph = {
    ...save,
    '1': { class_type: type, inputs },
    '2': node('PrimitiveString', { value: 'a cat' }),
  }
  expect(readGraphJson(graph)).toMatchObject({ source: 'comfyui', prompt: 'a cat', ...told })
})

test('a video that is made elsewhere', () => {
  const graph = {
    '1': node('MinimaxTextToVideoNode', { prompt_text: 'a cat runs', model: 'T2V-01', seed: 4 }),
    '9': node('SaveVideo', { video: ['1', 0], filename_prefix: 'video/ComfyUI' }),
  }
  expect(readGraphJson(graph)).toMatchObject({ prompt: 'a cat runs', model: 'T2V-01', seed: 4 })
})

test('the last of two: what the first made only guides it', () => {
  const graph = {
    ...save,
    '1': node('GeminiImageNode', { prompt: 'now at night', model: 'gemini-3', images: ['2', 0] }),
    '2': node('IdeogramV3', { prompt: 'a street', aspect_ratio: '1:1', seed: 4 }),
  }
  expect(readGraphJson(graph)).toMatchObject({ prompt: 'now at night', model: 'gemini-3' })
})

test('a node that looks for something in a picture makes none', () => {
  const segment = (type: string): Json => ({
    ...save,
    '1': node(type, { prompt: 'face', threshold: 0.3, image: ['8', 0], model: 'vit_h' }),
  })
  for (const type of ['SegmentAnythingUltra V2', 'SAM3Segment', 'GroundingDinoDetect'])
    expect(readGraphJson(segment(type)).prompt).toBeUndefined()
  const graph = {
    ...defaultGraph,
    '9': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['1', 0] }),
    '1': node('CutOut', { prompt: 'bottle', threshold: 0.3, image: ['8', 0], quality: 'high' }),
  }
  expect(readGraphJson(graph).prompt).toBe('a glass bottle with a galaxy inside')
})
