import { expect, test } from 'vitest'
import { defaultGraph } from '../../test/graphs.ts'
import { readPng } from '../../test/read-texts.ts'

test('a Hugging Face space', () => {
  const parameters = {
    prompt: 'a',
    negative_prompt: 'b',
    resolution: '832 x 1216',
    guidance_scale: 7,
    num_inference_steps: 28,
    seed: 3,
    sampler: 'Euler a',
    Model: 'Animagine XL',
    'Model hash': 'x',
  }
  expect(readPng({ parameters })).toMatchObject({
    source: 'hfspace',
    model: 'Animagine XL',
    steps: 28,
    cfg: 7,
    resolution: { width: 832 },
  })
})

test("ComfyUI's editor format alone: the tool is known, the fields are not, the workflow is kept", () => {
  const workflow = {
    nodes: [{ id: 3, type: 'KSampler', widgets_values: [1, 'fixed', 20] }],
    links: [],
  }
  expect(readPng({ workflow })).toMatchObject({
    source: 'comfyui',
    prompt: undefined,
    seed: undefined,
  })
})

test('comfy-image-saver writes what it does not know; the graph beside it does', () => {
  const parameters =
    'unknown\nNegative prompt: unknown\nSteps: 8, Sampler: euler, CFG scale: 1, Seed: 0, Size: 512x512, Model: wrong, Version: ComfyUI'
  expect(readPng({ parameters, prompt: defaultGraph })).toMatchObject({
    source: 'comfyui',
    prompt: 'a glass bottle with a galaxy inside',
    model: 'base/dreamscape_xl.safetensors',
    seed: 156680208700286,
    steps: 20,
    cfg: 8,
    resolution: { height: 640 },
  })
})

test('JSON of a tool without a name', () => {
  expect(readPng({ parameters: { prompt: 'a', seed: 3, size: '64x64' } })).toMatchObject({
    source: 'unknown',
    prompt: 'a',
    seed: 3,
  })
})

test('a picture that only a camera or an editor touched is unknown', () => {
  expect(readPng({ Software: 'GIMP', Comment: 'Created with GIMP' })).toMatchObject({
    source: 'unknown',
    prompt: undefined,
  })
})

test('texts of a script that gives each value its own name', () => {
  expect(
    readPng({ prompt: 'a hut', negative_prompt: 'fog', seed: '8', steps: '12' }),
  ).toMatchObject({
    source: 'unknown',
    prompt: 'a hut',
    negative_prompt: 'fog',
    seed: 8,
    steps: 12,
  })
})
