import { expect, test } from 'vitest'
import {
  checkpoint,
  decodeAndSave,
  defaultGraph,
  ksampler,
  node,
  textEncode,
} from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

test('a seed beyond 2^53 keeps every digit as text', () => {
  const text = JSON.stringify(defaultGraph).replace('156680208700286', '18446744073709551615')
  expect(readGraphJson(text)).toMatchObject({ seed: undefined, seedText: '18446744073709551615' })
})

test('the largest seed that a number holds is a number', () => {
  expect(
    readGraphJson({ ...defaultGraph, '3': ksampler({ seed: Number.MAX_SAFE_INTEGER }) }),
  ).toMatchObject({
    seed: Number.MAX_SAFE_INTEGER,
    seedText: '9007199254740991',
  })
})

test("Python's NaN and Infinity are read as nothing, and stay in a prompt that speaks of them", () => {
  const graph = { ...defaultGraph, '6': textEncode('NaN, "Infinity" and \\ beyond') }
  const text = JSON.stringify(graph).replace(
    '"class_type":"KSampler"',
    '"is_changed":[NaN,-Infinity,Infinity],"class_type":"KSampler"',
  )
  expect(readGraphJson(text)).toMatchObject({ prompt: 'NaN, "Infinity" and \\ beyond', steps: 20 })
})

test('Chinese and emoji survive', () => {
  const prompt = '一只猫坐在窗台上 🐈‍⬛, ünïcödé'
  expect(readGraphJson({ ...defaultGraph, '6': textEncode(prompt) }).prompt).toBe(prompt)
})

test('broken links leave holes and nothing else', () => {
  const graph = {
    '3': ksampler({ positive: ['404', 0], model: ['405', 0], latent_image: ['406', 0] }),
    '7': textEncode('bad'),
    ...decodeAndSave('3'),
  }
  expect(readGraphJson(graph)).toMatchObject({
    source: 'comfyui',
    negative_prompt: 'bad',
    model: undefined,
    steps: 20,
    resolution: undefined,
  })
})

test('a node without inputs, a list instead of a node, and numbers as ids are borne', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ model: [4, 0], positive: [6, 0] }),
    '50': { class_type: 'Note' },
    '51': [1, 2, 3],
    '52': 'text',
    '53': null,
    constructor: node('X', { toString: ['constructor', 0] }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a glass bottle with a galaxy inside',
    model: 'base/dreamscape_xl.safetensors',
  })
})

test('circles end', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({
      model: ['10', 0],
      positive: ['11', 0],
      seed: ['12', 0],
      latent_image: ['3', 0],
    }),
    '10': node('Reroute', { '': ['10', 0] }),
    '11': node('ConditioningCombine', { conditioning_1: ['11', 0], conditioning_2: ['11', 0] }),
    '12': node('Reroute', { '': ['13', 0] }),
    '13': node('Reroute', { '': ['12', 0] }),
    '6': textEncode(['14', 0]),
    '14': node('Text Concatenate', { text_a: ['14', 0], text_b: ['14', 0], delimiter: ',' }),
  }
  expect(readGraphJson(graph)).toMatchObject({ source: 'comfyui', steps: 20, seed: undefined })
})

test('a graph made to explode is given up in time', () => {
  const layers: Record<string, Json> = {}
  for (let layer = 0; layer < 60; layer++) {
    const next = layer === 59 ? '6' : `l${layer + 1}`
    layers[`l${layer}`] = node('Text Concatenate', {
      text_a: [next, 0],
      text_b: [next, 0],
      text_c: [next, 0],
    })
  }
  const graph = { ...defaultGraph, ...layers, '6': textEncode(['l0', 0]) }
  expect(readGraphJson(graph)).toMatchObject({ source: 'comfyui', steps: 20 })
})

test('thousands of nodes are no trouble', () => {
  const many: Record<string, Json> = {}
  for (let index = 0; index < 5000; index++)
    many[`n${index}`] = node('Reroute', { '': [`n${index + 1}`, 0] })
  expect(readGraphJson({ ...many, ...defaultGraph })).toMatchObject({
    steps: 20,
    seed: 156680208700286,
  })
})

test('a graph without a save node is read all the same', () => {
  const { '9': _, '8': __, ...graph } = defaultGraph
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a glass bottle with a galaxy inside',
    steps: 20,
  })
})

test('a graph without a sampler gives what any node holds', () => {
  const graph = {
    '1': checkpoint('m.safetensors'),
    '2': node('TripoSG', { image: ['3', 0], noise_seed: 5, steps: 8 }),
    '3': node('LoadImage', { image: 'a.png' }),
    '9': node('SaveImage', { images: ['2', 0], filename_prefix: 'x' }),
  }
  expect(readGraphJson(graph)).toMatchObject({ model: 'm.safetensors', seed: 5, steps: 8 })
})

test('only an upscale: no prompt, no seed, but ComfyUI', () => {
  const graph = {
    '1': node('LoadImage', { image: 'a.png' }),
    '2': node('UpscaleModelLoader', { model_name: '4x.pth' }),
    '3': node('ImageUpscaleWithModel', { image: ['1', 0], upscale_model: ['2', 0] }),
    '9': node('SaveImage', { images: ['3', 0], filename_prefix: 'x' }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    source: 'comfyui',
    prompt: undefined,
    model: undefined,
    seed: undefined,
  })
})

test.each<[string, Json, string]>([
  ['KarrasScheduler', { steps: 15, sigma_max: 14, sigma_min: 0.03, rho: 7 }, 'karras'],
  ['AlignYourStepsScheduler', { model_type: 'SDXL', steps: 15, denoise: 1 }, 'align_your_steps'],
  ['SDTurboScheduler', { model: ['4', 0], steps: 15, denoise: 1 }, 'sdturbo'],
])('the name of %s is its schedule', (type, inputs, scheduler) => {
  const graph = {
    ...defaultGraph,
    '3': node('SamplerCustom', {
      add_noise: true,
      noise_seed: 9,
      cfg: 4,
      model: ['4', 0],
      positive: ['6', 0],
      negative: ['7', 0],
      sampler: ['10', 0],
      sigmas: ['11', 0],
      latent_image: ['5', 0],
    }),
    '10': node('SamplerDPMPP_2M_SDE', { solver_type: 'midpoint', eta: 1, s_noise: 1 }),
    '11': node('SplitSigmas', { sigmas: ['12', 0], step: 5 }),
    '12': { class_type: type, inputs },
  }
  expect(readGraphJson(graph)).toMatchObject({
    seed: 9,
    steps: 15,
    cfg: 4,
    sampler: 'dpmpp_2m_sde',
    scheduler,
  })
})

test('sigmas typed by hand count one less than there are numbers', () => {
  const graph = {
    ...defaultGraph,
    '3': node('SamplerCustomAdvanced', {
      noise: ['10', 0],
      guider: ['11', 0],
      sampler: ['12', 0],
      sigmas: ['13', 0],
      latent_image: ['5', 0],
    }),
    '10': node('RandomNoise', { noise_seed: 3 }),
    '11': node('CFGGuider', { model: ['4', 0], positive: ['6', 0], negative: ['7', 0], cfg: 2.5 }),
    '12': node('KSamplerSelect', { sampler_name: 'lcm' }),
    '13': node('ManualSigmas', { sigmas: '1.0, 0.75, 0.5, 0.0' }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    steps: 3,
    cfg: 2.5,
    scheduler: 'manual',
    negative_prompt: 'text, watermark',
    model: 'base/dreamscape_xl.safetensors',
  })
})

test("a sampler's seed that cannot be known is not taken from a wildcard", () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ seed: ['20', 0] }),
    '6': textEncode(['21', 0]),
    '20': node('Seed (rgthree)', { seed: -1 }),
    '21': node('ImpactWildcardProcessor', { populated_text: 'a wolf', seed: 3 }),
  }
  expect(readGraphJson(graph)).toMatchObject({ prompt: 'a wolf', seed: undefined, seedText: '' })
})

test('a sampler without a positive does not take its negative for one', () => {
  const sampler = node('KSampler', {
    seed: 1,
    steps: 4,
    cfg: 7,
    model: ['4', 0],
    negative: ['7', 0],
    latent_image: ['5', 0],
  })
  const { '6': _, ...graph } = defaultGraph
  expect(
    readGraphJson({
      ...graph,
      '3': sampler,
      '7': node('CLIPTextEncode', { text: 'bad', clip: ['4', 1] }, 'Negative'),
    }),
  ).toMatchObject({
    prompt: undefined,
    negative_prompt: 'bad',
  })
})
