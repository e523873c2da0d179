import { expect, test } from 'vitest'
import { overrideGraph, type PromptGraph, wordsOf } from '../index.ts'

const node = (class_type: string, inputs: PromptGraph[string]['inputs']): PromptGraph[string] => ({
  class_type,
  inputs,
})

const encode = (text: PromptGraph[string]['inputs'][string]): PromptGraph[string] =>
  node('CLIPTextEncode', { text, clip: ['4', 1] })

const sampler = (inputs: PromptGraph[string]['inputs'] = {}): PromptGraph[string] =>
  node('KSampler', {
    seed: 5,
    steps: 20,
    cfg: 7,
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise: 1,
    model: ['4', 0],
    positive: ['6', 0],
    negative: ['7', 0],
    latent_image: ['5', 0],
    ...inputs,
  })

const graph: PromptGraph = {
  '3': sampler(),
  '4': node('CheckpointLoaderSimple', { ckpt_name: 'dream' }),
  '5': node('EmptyLatentImage', { width: 512, height: 768, batch_size: 1 }),
  '6': encode('a fox'),
  '7': encode('blurry'),
  '8': node('VAEDecode', { samples: ['3', 0], vae: ['4', 2] }),
  '9': node('SaveImage', { images: ['8', 0], filename_prefix: 'ComfyUI' }),
}

const placesOf = (changed: PromptGraph, words: Parameters<typeof overrideGraph>[1]): string[] => {
  const { changes, unapplied } = overrideGraph(changed, words)
  expect(unapplied).toEqual([])
  return changes.map(({ nodeId, input }) => `${nodeId}.${input}`)
}

test("a prompt replaces the link to a node that makes texts, and never that node's seed", () => {
  const wildcard = node('ImpactWildcardProcessor', {
    wildcard_text: '__color__',
    populated_text: 'red',
    mode: 'populate',
    seed: 9,
  })
  const replace = node('StringReplace', { string: 'a fox', find: 'fox', replace: 'cat' })
  for (const source of [wildcard, replace]) {
    const made = { ...graph, '6': encode(['20', 0]), '20': source }
    expect(placesOf(made, { prompt: 'a new fox' })).toEqual(['6.text'])
  }
  const held = { ...graph, '6': encode(['20', 0]), '20': node('PrimitiveString', { value: 'a' }) }
  expect(placesOf(held, { prompt: 'a new fox' })).toEqual(['20.value'])
})

test('a size replaces the link to a node that takes its size from a preset', () => {
  const linked = node('EmptyLatentImage', { width: ['20', 0], height: ['20', 1], batch_size: 1 })
  const size = (aspect_ratio: string): PromptGraph => ({
    ...graph,
    '5': linked,
    '20': node('CR Aspect Ratio', { width: 1024, height: 1024, aspect_ratio }),
  })
  const words = { width: 640, height: 704 }
  expect(placesOf(size('portrait 832x1216'), words)).toEqual(['5.width', '5.height'])
  expect(placesOf(size('custom'), words)).toEqual(['20.width', '20.height'])
})

test('the size of a picture is not the name of its file', () => {
  const measured = {
    ...graph,
    '5': node('EmptyLatentImage', { width: ['20', 0], height: ['20', 1], batch_size: 1 }),
    '20': node('GetImageSize', { image: ['21', 0] }),
    '21': node('LoadImage', { image: 'fox.png' }),
  }
  expect(placesOf(measured, { width: 64, height: 64 })).toEqual(['5.width', '5.height'])
})

test('a loader that encodes both sides and makes the latent itself', () => {
  const efficient = {
    '1': node('Efficient Loader', {
      ckpt_name: 'dream',
      positive: 'a fox',
      negative: 'blurry',
      empty_latent_width: 640,
      empty_latent_height: 832,
    }),
    '3': sampler({
      model: ['1', 0],
      positive: ['1', 1],
      negative: ['1', 2],
      latent_image: ['1', 3],
    }),
    '9': node('SaveImage', { images: ['3', 5], filename_prefix: 'ComfyUI' }),
  }
  expect(wordsOf(efficient)).toMatchObject({
    prompt: 'a fox',
    negative_prompt: 'blurry',
    resolution: { width: 640, height: 832 },
  })
  expect(
    placesOf(efficient, { prompt: 'new', negative_prompt: 'ugly', width: 64, height: 64 }),
  ).toEqual(['1.positive', '1.negative', '1.empty_latent_width', '1.empty_latent_height'])
})

test('reroutes of models and conditionings are looked through', () => {
  const rerouted = {
    ...graph,
    '3': sampler({ model: ['20', 0], positive: ['21', 0] }),
    '20': node('Reroute', { '': ['22', 0] }),
    '21': node('Reroute', { '': ['6', 0] }),
    '22': node('LoraLoaderModelOnly', { model: ['4', 0], lora_name: 'ink', strength_model: 0.5 }),
  }
  expect(placesOf(rerouted, { prompt: 'new', model: 'other' })).toEqual(['6.text', '4.ckpt_name'])
  expect(wordsOf(rerouted).loras).toEqual([
    { name: 'ink', strength_model: 0.5, strength_clip: 0.5 },
  ])
})

test("rgthree's context and InstantID keep the two sides apart by what they are asked for", () => {
  const sides: PromptGraph[string]['inputs'] = { positive: ['6', 0], negative: ['7', 0] }
  const context = {
    ...graph,
    '3': sampler({ positive: ['20', 4], negative: ['20', 5] }),
    '20': node('Context Big (rgthree)', { model: ['4', 0], ...sides }),
  }
  const instant = {
    ...graph,
    '3': sampler({ model: ['20', 0], positive: ['20', 1], negative: ['20', 2] }),
    '20': node('ApplyInstantID', { model: ['4', 0], weight: 0.8, ...sides }),
  }
  for (const each of [context, instant]) {
    const places = placesOf(each, { prompt: 'new', negative_prompt: 'ugly' })
    expect(places).toEqual(['6.text', '7.text'])
  }
})

test('the guider of two conditions has its scale under a name of its own', () => {
  const dual: PromptGraph = {
    ...graph,
    '3': node('SamplerCustomAdvanced', {
      noise: ['20', 0],
      guider: ['21', 0],
      sampler: ['22', 0],
      sigmas: ['23', 0],
      latent_image: ['5', 0],
    }),
    '20': node('RandomNoise', { noise_seed: 5 }),
    '21': node('DualCFGGuider', {
      model: ['4', 0],
      cond1: ['6', 0],
      cond2: ['7', 0],
      negative: ['7', 0],
      cfg_conds: 3,
      cfg_cond2_negative: 1.5,
    }),
    '22': node('KSamplerSelect', { sampler_name: 'euler' }),
    '23': node('BasicScheduler', { model: ['4', 0], scheduler: 'simple', steps: 4, denoise: 1 }),
  }
  expect(placesOf(dual, { cfg: 2 })).toEqual(['21.cfg_conds'])
})

test('a switch is followed the way that it stands', () => {
  const both = {
    '3': sampler({ steps: ['20', 0], positive: ['22', 0] }),
    '20': node('ComfySwitchNode', { switch: ['21', 0], on_false: 30, on_true: ['23', 0] }),
    '22': node('ComfySwitchNode', { switch: false, on_false: ['6', 0], on_true: ['24', 0] }),
    '23': node('PrimitiveInt', { value: 4 }),
    '24': node('CLIPTextEncode', { text: 'a hare', clip: ['4', 1] }),
  }
  const standing = (value: boolean): PromptGraph => ({
    ...graph,
    ...both,
    '21': node('PrimitiveBoolean', { value }),
  })
  expect(placesOf(standing(true), { steps: 5, prompt: 'a new fox' })).toEqual([
    '6.text',
    '23.value',
  ])
  expect(placesOf(standing(false), { steps: 5 })).toEqual(['20.on_false'])
})
