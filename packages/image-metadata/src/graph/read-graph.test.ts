import { expect, test } from 'vitest'
import { defaultGraph, ksampler, node } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

test('LoRAs are those on the way to the sampler, in the order in which they were applied', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ model: ['11', 0] }),
    '10': node('LoraLoader', {
      lora_name: 'style/ink.safetensors',
      strength_model: 0.8,
      strength_clip: 0.6,
      model: ['4', 0],
      clip: ['4', 1],
    }),
    '11': node('LoraLoaderModelOnly', {
      lora_name: 'detail/add_detail.safetensors',
      strength_model: 0.5,
      model: ['10', 0],
    }),
    '12': node('LoraLoader', {
      lora_name: 'unused.safetensors',
      strength_model: 1,
      strength_clip: 1,
      model: ['4', 0],
      clip: ['4', 1],
    }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    model: 'base/dreamscape_xl.safetensors',
    loras: [
      { name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.6 },
      { name: 'detail/add_detail.safetensors', strength_model: 0.5, strength_clip: 0.5 },
    ],
  })
})

test('a hires fix is told by its first pass; the second is listed', () => {
  const graph = {
    ...defaultGraph,
    '10': node('LatentUpscale', {
      samples: ['3', 0],
      width: 1024,
      height: 1280,
      upscale_method: 'bilinear',
    }),
    '11': ksampler({ latent_image: ['10', 0], steps: 12, denoise: 0.45, seed: 99, cfg: 6 }),
    '8': node('VAEDecode', { samples: ['11', 0], vae: ['4', 2] }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    seed: 156680208700286,
    steps: 20,
    denoise: 1,
    resolution: { width: 512, height: 640 },
    extra: { passes: [{ node: 'KSampler', seed: '99', steps: 12, cfg: 6, denoise: 0.45 }] },
  })
})

test('primitives and reroutes are looked through', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({
      seed: ['20', 0],
      steps: ['21', 0],
      cfg: ['22', 0],
      sampler_name: ['23', 0],
      scheduler: ['24', 0],
      model: ['25', 0],
    }),
    '6': node('CLIPTextEncode', { text: ['26', 0], clip: ['25', 1] }),
    '20': node('Seed Everywhere', { seed: 5 }),
    '21': node('PrimitiveInt', { value: 33 }),
    '22': node('Reroute', { '': ['27', 0] }),
    '23': node('SamplerSelectorNode', { sampler_name: 'dpmpp_2m' }),
    '24': node('Scheduler Selector', { scheduler: 'karras' }),
    '25': node('Reroute', { '': ['4', 0] }),
    '26': node('PrimitiveStringMultiline', { value: 'through a primitive' }),
    '27': node('PrimitiveFloat', { value: 4.5 }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'through a primitive',
    seed: 5,
    steps: 33,
    cfg: 4.5,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    model: 'base/dreamscape_xl.safetensors',
  })
})

test('nodes inside subgraphs have ids of two numbers', () => {
  const text = JSON.stringify(defaultGraph).replace(/\["(\d)",/g, '["57:$1",')
  const inner: Readonly<Record<string, Json>> = JSON.parse(text)
  const graph = Object.fromEntries(Object.entries(inner).map(([id, value]) => [`57:${id}`, value]))
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a glass bottle with a galaxy inside',
    seed: 156680208700286,
    model: 'base/dreamscape_xl.safetensors',
  })
})

test('of several save nodes the one whose prefix is in the file name wrote the file', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ seed: 1 }),
    '9': node('SaveImage', { filename_prefix: 'draft', images: ['8', 0] }),
    '13': ksampler({ seed: 2 }),
    '18': node('VAEDecode', { samples: ['13', 0], vae: ['4', 2] }),
    '19': node('SaveImage', { filename_prefix: 'final/%date:yyyy%_final', images: ['18', 0] }),
  }
  expect(readGraphJson(graph, 'draft_00001_.png').seed).toBe(1)
  expect(readGraphJson(graph, '2024_final_00001_.png').seed).toBe(2)
})

test('a picture made from a picture has no generated size', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ latent_image: ['11', 0], denoise: 0.6 }),
    '10': node('LoadImage', { image: 'example.png' }),
    '11': node('VAEEncode', { pixels: ['10', 0], vae: ['4', 2] }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    denoise: 0.6,
    resolution: undefined,
    width: 1024,
  })
})
