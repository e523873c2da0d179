import { expect, test } from 'vitest'
import { textToImage } from '../../test/graphs.ts'
import { findRoles, type PromptGraph, type Setting } from '../index.ts'

const node = (class_type: string, inputs: PromptGraph[string]['inputs']): PromptGraph[string] => ({
  class_type,
  inputs,
})

/** The places that a setting is computed from, as `node.input`. */
const originsOf = (setting: Setting, nodes: PromptGraph): readonly string[] =>
  (findRoles({ ...textToImage, ...nodes })[setting].origins ?? []).map(
    ({ nodeId, input }) => `${nodeId}.${input}`,
  )

const encode = (text: PromptGraph[string]['inputs'][string]): PromptGraph[string] =>
  node('CLIPTextEncode', { text, clip: ['1', 1] })

test.each<[string, PromptGraph, readonly string[]]>([
  [
    'a text node and what is put before it',
    {
      '2': encode(['20', 0]),
      '20': node('StringConcatenate', {
        string_a: 'photo of',
        string_b: ['21', 0],
        delimiter: ' ',
      }),
      '21': node('PrimitiveStringMultiline', { value: 'a fox' }),
    },
    ['21.value'],
  ],
  [
    'what a language model is asked',
    {
      '2': encode(['20', 0]),
      '20': node('TextGenerate', { prompt: ['21', 0], clip: ['23', 0], max_length: 9 }),
      '21': node('StringReplace', { string: 'Write of {x}', find: '{x}', replace: ['22', 0] }),
      '22': node('PrimitiveString', { value: '' }),
      '23': node('CLIPLoader', { clip_name: 'a', type: 'b' }),
    },
    ['22.value'],
  ],
  [
    'the text inside of the node that makes it',
    {
      '2': encode(['20', 0]),
      '20': node('StringFunction', { action: 'append', text_a: 'a fox', text_b: '' }),
    },
    ['20.text_a'],
  ],
  [
    'the side of a styler',
    {
      '2': encode(['20', 0]),
      '3': encode(['20', 1]),
      '20': node('Styler', { text_positive: 'a fox', text_negative: 'blurry', style: 'none' }),
    },
    ['20.text_positive'],
  ],
  [
    'every text node of several',
    {
      '2': encode(['20', 0]),
      '20': node('StringConcatenate', { string_a: ['21', 0], string_b: ['22', 0], delimiter: '' }),
      '21': node('PrimitiveString', { value: 'a fox' }),
      '22': node('PrimitiveString', { value: 'in snow' }),
    },
    ['21.value', '22.value'],
  ],
  [
    'nothing of a text that a picture tells',
    {
      '2': encode(['20', 0]),
      '20': node('Caption', { image: ['21', 0], task: 'caption', max_length: 9 }),
      '21': node('LoadImage', { image: 'fox.png' }),
    },
    [],
  ],
])('the prompt comes from %s', (_, nodes, origins) => {
  expect(originsOf('prompt', nodes)).toEqual(origins)
})

const empty = (
  width: PromptGraph[string]['inputs'][string],
  height: PromptGraph[string]['inputs'][string] = 64,
): PromptGraph[string] => node('EmptyLatentImage', { width, height, batch_size: 1 })

test.each<[string, PromptGraph, readonly string[]]>([
  [
    'the number that is rounded',
    {
      '4': empty(['20', 1]),
      '20': node('ComfyMathExpression', { expression: 'a // 16 * 16', 'values.a': ['21', 0] }),
      '21': node('PrimitiveInt', { value: 1000 }),
    },
    ['21.value'],
  ],
  [
    'the size that a picture is given',
    {
      '4': empty(['20', 0], ['20', 1]),
      '20': node('GetImageSize', { image: ['21', 0] }),
      '21': node('ImageScaleBy', { scale_by: 0.5, image: ['22', 0] }),
      '22': node('EmptyImage', { width: 1920, height: 1088, batch_size: 1 }),
    },
    ['22.width'],
  ],
  [
    'no number where the picture is loaded',
    {
      '4': empty(['20', 0]),
      '20': node('GetImageSize', { image: ['21', 0] }),
      '21': node('LoadImage', { image: 'fox.png' }),
    },
    [],
  ],
  [
    'none of two numbers',
    {
      '4': empty(['20', 0]),
      '20': node('Multiply', { a: ['21', 0], b: ['22', 0] }),
      '21': node('PrimitiveInt', { value: 512 }),
      '22': node('PrimitiveFloat', { value: 1.5 }),
    },
    [],
  ],
  [
    'no number that is the height as well',
    {
      '4': empty(['20', 0], ['20', 0]),
      '20': node('Double', { a: ['21', 0] }),
      '21': node('PrimitiveInt', { value: 512 }),
    },
    [],
  ],
  ['nothing in a circle', { '4': empty(['20', 0]), '20': node('Double', { a: ['20', 0] }) }, []],
])('the width comes from %s', (_, nodes, origins) => {
  expect(originsOf('width', nodes)).toEqual(origins)
})

test('a sampler without noise measures a picture, and the one that paints tells the settings', () => {
  const measured: PromptGraph = {
    '20': node('SamplerCustomAdvanced', {
      noise: ['21', 0],
      guider: ['22', 0],
      sampler: ['23', 0],
      sigmas: ['24', 0],
      latent_image: ['25', 0],
    }),
    '21': node('DisableNoise', {}),
    '22': node('BasicGuider', { model: ['26', 0], conditioning: ['27', 0] }),
    '23': node('KSamplerSelect', { sampler_name: 'euler' }),
    '24': node('BasicScheduler', { steps: 1, scheduler: 'normal', denoise: 1, model: ['26', 0] }),
    '25': node('VAEEncode', { pixels: ['28', 0], vae: ['1', 2] }),
    '26': node('UNETLoader', { unet_name: 'depth' }),
    '27': node('LotusConditioning', {}),
    '28': node('LoadImage', { image: 'fox.png' }),
    '29': node('VAEDecode', { samples: ['20', 0], vae: ['1', 2] }),
    '4': node('ImageToVideo', { image: ['29', 0], vae: ['1', 2] }),
  }
  const roles = findRoles({ ...textToImage, ...measured })
  expect(roles.steps.sites).toEqual([{ nodeId: '5', input: 'steps' }])
  expect(roles.model.value).toBe('base/tiny_base.safetensors')
  const alone = findRoles(Object.fromEntries(Object.entries(measured).filter(([id]) => id !== '4')))
  expect(alone.steps.value).toBe(1)
})

test('samplers of other makers are known by what they take', () => {
  const sampled = { seed: 1, steps: 9, latent_image: ['4', 0] } satisfies Record<string, unknown>
  const roles = (inputs: PromptGraph[string]['inputs']) => {
    const { '5': _, ...others } = textToImage
    const found = findRoles({ ...others, '5': node('TheirSampler', { ...sampled, ...inputs }) })
    return [found.prompt.value, found.negative_prompt.value, found.model.value, found.steps.value]
  }
  const told = ['a quiet harbour at dawn', 'blurry', 'base/tiny_base.safetensors', 9]
  expect(roles({ model: ['1', 0], conditioning: ['2', 0], neg_conditioning: ['3', 0] })).toEqual(
    told,
  )
  const { '5': _, ...others } = textToImage
  const piped = findRoles({
    ...others,
    '5': node('TheirPipeSampler', { ...sampled, basic_pipe: ['20', 0], cfg: 1 }),
    '20': node('ToBasicPipe', {
      model: ['1', 0],
      clip: ['1', 1],
      vae: ['1', 2],
      positive: ['2', 0],
      negative: ['3', 0],
    }),
  })
  expect([piped.prompt.value, piped.negative_prompt.value, piped.model.value]).toEqual(
    told.slice(0, 3),
  )
})
