import { expect, test } from 'vitest'
import { checkpoint, defaultGraph, ksampler, node, textEncode } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

type Nodes = Readonly<Record<string, Json>>
const flags: Nodes = {
  '30': node('PrimitiveBoolean', { value: true }),
  '31': node('PrimitiveBoolean', { value: false }),
  '32': node('Reroute', { '': ['31', 0] }),
  '33': node('Logic NOT', { value: ['30', 0] }),
  '34': node('PrimitiveInt', { value: 2 }),
  '35': node('ImpactCompare', { cmp: 'a > b', a: 1, b: ['34', 0] }),
}
const sides = { on_true: ['20', 0], on_false: ['21', 0] }
const texts: Nodes = {
  '20': node('PrimitiveStringMultiline', { value: 'day' }),
  '21': node('PrimitiveStringMultiline', { value: 'night' }),
}

test.each<[string, Json, string | undefined]>([
  ['a linked flag', node('ComfySwitchNode', { switch: ['30', 0], ...sides }), 'day'],
  ['a linked flag that is off', node('ComfySwitchNode', { switch: ['31', 0], ...sides }), 'night'],
  ['a flag behind a reroute', node('easy ifElse', { boolean: ['32', 0], ...sides }), 'night'],
  ['a flag that is turned over', node('LazySwitchKJ', { switch: ['33', 0], ...sides }), 'night'],
  [
    'two other names of the sides',
    node('ImpactConditionalBranch', { cond: ['30', 0], tt_value: ['20', 0], ff_value: ['21', 0] }),
    'day',
  ],
  [
    'a linked number',
    node('ImpactSwitch', { select: ['34', 0], input1: ['20', 0], input2: ['21', 0] }),
    'night',
  ],
  [
    'numbers from zero',
    node('easy anythingIndexSwitch', { index: 0, value0: ['20', 0], value1: ['21', 0] }),
    'day',
  ],
  [
    'the first that is there',
    node('Any Switch (rgthree)', { any_02: ['21', 0], any_03: ['20', 0] }),
    'night',
  ],
  [
    'a comparison that is made at run time: unknown',
    node('ComfySwitchNode', { switch: ['35', 0], ...sides }),
    undefined,
  ],
])('a switch hands on the branch that is chosen: %s', (_, source, prompt) => {
  const graph = { ...defaultGraph, ...flags, ...texts, '6': textEncode(['22', 0]), '22': source }
  expect(readGraphJson(graph).prompt).toBe(prompt)
})

test('models, conditionings, latents and numbers are switched like texts', () => {
  const chosen = (on: Json, off: Json): Json =>
    node('ComfySwitchNode', { switch: ['31', 0], on_true: on, on_false: off })
  const graph = {
    ...defaultGraph,
    ...flags,
    '3': ksampler({
      model: ['40', 0],
      positive: ['41', 0],
      latent_image: ['42', 0],
      steps: ['43', 0],
    }),
    '40': chosen(['50', 0], ['4', 0]),
    '41': chosen(['7', 0], ['6', 0]),
    '42': chosen(['51', 0], ['5', 0]),
    '43': chosen(['52', 0], ['53', 0]),
    '50': checkpoint('other.safetensors'),
    '51': node('EmptyLatentImage', { width: 64, height: 64, batch_size: 1 }),
    '52': node('PrimitiveInt', { value: 4 }),
    '53': node('PrimitiveInt', { value: 30 }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    model: 'base/dreamscape_xl.safetensors',
    prompt: 'a glass bottle with a galaxy inside',
    steps: 30,
    resolution: { width: 512, height: 640 },
  })
})

test('a sampler behind a switch counts only where it is chosen', () => {
  const graph = (flag: boolean): Json => ({
    ...defaultGraph,
    '10': ksampler({ seed: 7, steps: 3 }),
    '8': node('VAEDecode', { samples: ['12', 0], vae: ['4', 2] }),
    '12': node('ComfySwitchNode', { switch: ['13', 0], on_true: ['10', 0], on_false: ['3', 0] }),
    '13': node('PrimitiveBoolean', { value: flag }),
  })
  expect(readGraphJson(graph(true))).toMatchObject({ seed: 7, steps: 3, extra: {} })
  expect(readGraphJson(graph(false))).toMatchObject({ seed: 156680208700286, extra: {} })
})

test("rgthree's context carries everything and samples nothing", () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({
      model: ['21', 1],
      positive: ['21', 4],
      negative: ['21', 5],
      latent_image: ['21', 6],
      seed: ['21', 8],
      steps: ['21', 9],
      cfg: ['21', 11],
    }),
    '20': node('Context Big (rgthree)', {
      model: ['4', 0],
      clip: ['4', 1],
      vae: ['4', 2],
      positive: ['6', 0],
      negative: ['7', 0],
      latent: ['5', 0],
      seed: ['23', 0],
      steps: ['22', 0],
      step_refiner: ['22', 1],
      cfg: ['22', 2],
    }),
    '21': node('Context Big (rgthree)', { base_ctx: ['20', 0] }),
    '22': node('KSampler Config (rgthree)', {
      steps_total: 33,
      refiner_step: 12,
      cfg: 4.5,
      sampler_name: 'lcm',
      scheduler: 'beta',
    }),
    '23': node('Seed (rgthree)', { seed: 11 }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a glass bottle with a galaxy inside',
    negative_prompt: 'text, watermark',
    model: 'base/dreamscape_xl.safetensors',
    seed: 11,
    steps: 33,
    cfg: 4.5,
    extra: {},
  })
})
