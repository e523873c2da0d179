import type { PromptGraph } from '@darkroom/comfy-graph'
import { expect, test } from 'vitest'
import {
  converter,
  drawn,
  inputNamed,
  inputsOfGraph,
  keysOf,
  promptOf,
  textToImage,
  workflowOf,
} from '../../test/workflows.ts'
import { applyInputs, findInputs, toJsonSchema } from '../index.ts'

const node = (
  class_type: string,
  inputs: PromptGraph[string]['inputs'],
  title?: string,
): PromptGraph[string] => ({
  class_type,
  inputs,
  ...(title !== undefined && { _meta: { title } }),
})

const picture = promptOf(workflowOf(drawn(textToImage)))
const sampler = picture['3']?.inputs

test('nodes that declare inputs name them; the graph says what they are', () => {
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    '6': node('CLIPTextEncode', { text: ['20', 0], clip: ['4', 1] }),
    '20': node('ComfyUIDeployExternalText', {
      input_id: 'what',
      default_value: 'a fox',
      display_name: 'What to draw',
      description: 'In a few words',
    }),
    '21': node('ETN_Parameter', { name: '2. Look/1. Style', type: 'choice', default: 'ddim' }),
    '3': node('KSampler', {
      ...sampler,
      sampler_name: ['21', 0],
      cfg: ['22', 0],
      steps: ['23', 0],
    }),
    '22': node('ETN_Parameter', { name: '1. Force', type: 'number', default: 6, min: 1, max: 9 }),
    '23': node('CPackInputInt', { value: 8, min: 0, max: 0 }, 'rounds'),
    '24': node('ETN_KritaMaskLayer', { name: 'x' }),
  }
  const { inputs, hidden, notes } = inputsOfGraph(graph)
  expect(inputs).toMatchObject([
    { key: 'prompt', label: 'What to draw', help: 'In a few words', type: 'text' },
    { key: 'steps', label: 'rounds', type: 'integer', minimum: 1, maximum: 10_000, default: 8 },
    { key: 'cfg', label: 'Force', type: 'number', minimum: 1, maximum: 9 },
    { key: 'sampler', label: 'Style', group: 'Look', choices: expect.arrayContaining(['euler']) },
  ])
  expect(inputs.every(({ from }) => from === 'declared')).toBe(true)
  expect(keysOf(hidden)).toContain('negative_prompt')
  expect(notes).toEqual([])
})

test('titles name values, and "input: …" makes any node an input', () => {
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    '8': node('ImageBlur', { image: ['18', 0], blur_radius: 3, sigma: 1 }, 'input: sigma'),
    '18': node('VAEDecode', { samples: ['3', 0], vae: ['4', 2] }),
    '5': node('EmptyLatentImage', { width: 512, height: ['30', 0], batch_size: 1 }),
    '30': node('PrimitiveInt', { value: 64 }, 'Height'),
    '31': node('SaveImage', { images: ['18', 0], filename_prefix: 'a' }, 'input: File name'),
  }
  const { inputs } = inputsOfGraph(graph)
  expect(inputs.slice(0, 3)).toMatchObject([
    { key: 'sigma', from: 'title', type: 'number', targets: [{ path: '8', name: 'sigma' }] },
    { key: 'height', from: 'title', maximum: 16_384, targets: [{ path: '30', name: 'value' }] },
    { key: 'file_name', from: 'title', type: 'text' },
  ])
})

test('two prompts are two inputs and a reason, never a guess', () => {
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    '20': node('CLIPTextEncode', { text: 'a red scarf', clip: ['4', 1] }, 'The scarf'),
    '21': node('ConditioningCombine', { conditioning_1: ['6', 0], conditioning_2: ['20', 0] }),
  }
  graph['3'] = node('KSampler', { ...sampler, positive: ['21', 0] })
  const { inputs, notes } = inputsOfGraph(graph)
  expect(inputs.filter(({ role }) => role === 'prompt')).toHaveLength(2)
  expect(keysOf(inputs)).not.toContain('prompt')
  expect(notes).toMatchObject([expect.stringContaining('2 different texts')])
})

test('a prompt that nodes put together is the text that it is made of', () => {
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    '6': node('CLIPTextEncode', { text: ['20', 0], clip: ['4', 1] }),
    '20': node('StringConcatenate', { string_a: ['21', 0], string_b: ['22', 0], delimiter: '' }),
    '21': node('PrimitiveStringMultiline', { value: 'You write prompts.' }, 'System prompt'),
    '22': node('PrimitiveStringMultiline', { value: 'a fox' }),
  }
  const told = inputsOfGraph(graph)
  expect(inputNamed(told.inputs, 'prompt')).toMatchObject({
    default: 'a fox',
    targets: [{ path: '22', name: 'value' }],
  })
  expect(told.notes).toEqual([])
  graph['21'] = node('PrimitiveStringMultiline', { value: 'in snow' })
  const { inputs, notes } = inputsOfGraph(graph)
  expect(inputs.filter(({ role }) => role === 'prompt')).toHaveLength(2)
  expect(notes).toMatchObject([expect.stringContaining('put together')])
})

test('an encoder that takes two texts can be given both, or one for both', () => {
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    '6': node('CLIPTextEncodeFlux', { clip_l: 'fox', t5xxl: 'a fox', guidance: 3, clip: ['4', 1] }),
  }
  const { inputs, hidden } = inputsOfGraph(graph)
  expect(inputs.filter(({ role }) => role === 'prompt')).toHaveLength(2)
  const both = inputNamed(hidden, 'prompt')
  expect(both?.targets).toEqual([
    { path: '6', name: 't5xxl' },
    { path: '6', name: 'clip_l' },
  ])
  expect(both).not.toHaveProperty('default')
})

test('several pictures that a prompt speaks of are also one list', () => {
  const reference = (image: string, chosen: PromptGraph[string]['inputs'][string]) => ({
    [`1${image}`]: node('LoadImage', { image: `${image}.png` }),
    [`2${image}`]: node('VAEEncode', { pixels: [`1${image}`, 0], vae: ['4', 2] }),
    [`3${image}`]: node('ReferenceLatent', { conditioning: chosen, latent: [`2${image}`, 0] }),
  })
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    ...reference('a', ['6', 0]),
    ...reference('b', ['3a', 0]),
    '3': node('KSampler', { ...sampler, positive: ['3b', 0] }),
  }
  const { inputs } = inputsOfGraph(graph)
  expect(inputNamed(inputs, 'images')).toMatchObject({
    type: 'images',
    required: false,
    targets: [{ path: '1a' }, { path: '1b' }],
  })
  expect(toJsonSchema(inputs, { file: { type: 'object' } })).toMatchObject({
    properties: { images: { type: 'array', items: { type: 'object' } } },
  })
  expect(toJsonSchema(inputs)).not.toHaveProperty('required')

  const source = { graph, definitions: converter.definitions }
  const found = findInputs(source)
  const given = (images: unknown) => applyInputs(source, found, { images })
  expect(given(['x.png', 'y.png'])).toMatchObject({
    graph: { '1a': { inputs: { image: 'x.png' } }, '1b': { inputs: { image: 'y.png' } } },
  })
  expect(given(['x.png'])).toMatchObject({ problems: [{ code: 'missing_input' }] })
  expect(given(['x', 'y', 'z'])).toMatchObject({ problems: [{ code: 'wrong_type' }, {}, {}] })
  expect(applyInputs(source, found, { images: ['x', 'y'], reference_1: 'z' })).toMatchObject({
    problems: [{ code: 'set_twice' }],
  })
})

test('a picture is required unless the server has it; its transparency is the mask', () => {
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    '10': node('LoadImage', { image: 'mine.png' }),
    '11': node('VAEEncodeForInpaint', {
      pixels: ['10', 0],
      mask: ['10', 1],
      vae: ['4', 2],
      grow_mask_by: 6,
    }),
  }
  graph['3'] = node('KSampler', { ...sampler, latent_image: ['11', 0] })
  const { inputs } = inputsOfGraph(graph)
  expect(inputNamed(inputs, 'image')).toMatchObject({ type: 'image', required: true })
  expect(inputNamed(inputs, 'mask')).toMatchObject({
    type: 'mask',
    required: false,
    targets: [{ path: '10', name: 'image', channel: 'alpha' }],
  })
  graph['10'] = node('LoadImage', { image: 'example.png' })
  expect(inputNamed(inputsOfGraph(graph).inputs, 'image')).toMatchObject({ required: false })
})

test('switches, choices, LoRAs and models are inputs; what nothing is saved of is none', () => {
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    '20': node('PrimitiveBoolean', { value: true }, 'Enable 4-step LoRA'),
    '21': node('ComfySwitchNode', { switch: ['20', 0], on_true: ['22', 0], on_false: ['4', 0] }),
    '22': node('LoraLoaderModelOnly', {
      model: ['4', 0],
      lora_name: 'fast.safetensors',
      strength_model: 1,
    }),
    '23': node(
      'CustomCombo',
      { choice: 'big', index: 1, option1: 'small', option2: 'big', option3: '' },
      'How big',
    ),

    '30': node('LoadImage', { image: 'idle.png' }),
    '31': node('VAELoader', { vae_name: 'idle.safetensors' }),
  }
  graph['3'] = node('KSampler', { ...sampler, model: ['21', 0] })
  graph['6'] = node('CLIPTextEncode', { text: ['23', 0], clip: ['4', 1] })
  const { inputs } = inputsOfGraph(graph)
  expect(inputNamed(inputs, 'enable_4_step_lora')).toMatchObject({
    type: 'boolean',
    role: 'switch',
  })
  expect(inputNamed(inputs, 'how_big')).toMatchObject({ choices: ['small', 'big'], default: 'big' })
  expect(inputNamed(inputs, 'lora')).toMatchObject({ type: 'lora', group: 'models' })
  expect(inputNamed(inputs, 'lora_strength_model')).toMatchObject({ type: 'number', default: 1 })
  expect(inputNamed(inputs, 'model')).toMatchObject({ default: 'dream.safetensors' })
  expect(inputs.some(({ default: saved }) => /idle/.test(String(saved)))).toBe(false)
})

test('the seed of a sampler that adds no noise is no input, and a value for two takes what both allow', () => {
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    '20': node('PrimitiveInt', { value: 512 }, 'input: edge'),
    '5': node('EmptyLatentImage', { width: ['20', 0], height: 64, batch_size: ['20', 0] }),
    '3': node('KSamplerAdvanced', {
      ...Object.fromEntries(Object.entries(sampler ?? {}).filter(([name]) => name !== 'seed')),
      add_noise: 'disable',
      noise_seed: 4,
    }),
  }
  const { inputs } = inputsOfGraph(graph)
  expect(keysOf(inputs)).not.toContain('seed')
  expect(inputs.find(({ targets }) => targets[0]?.path === '20')).toMatchObject({
    minimum: 16,
    maximum: 4096,
  })
})

test('a node that does all of it has the names of the settings, and films have a length', () => {
  const { inputs } = inputsOfGraph({
    '1': node('WanTextToPicture', { prompt: 'a fox', seed: 3, steps: 4, model: 'wan.safetensors' }),
    '2': node('SaveImage', { images: ['1', 0], filename_prefix: 'a' }),
  })
  expect(keysOf(inputs)).toEqual(['prompt', 'seed', 'steps'])
  const film = {
    ...picture,
    '5': node('EmptyHunyuanLatentVideo', {
      width: 640,
      height: 352,
      length: ['20', 0],
      batch_size: 1,
    }),
    '20': node('PrimitiveInt', { value: 81 }),
  }
  expect(inputNamed(inputsOfGraph(film).inputs, 'length')).toMatchObject({
    type: 'integer',
    default: 81,
    targets: [{ path: '20', name: 'value' }],
  })
})

test('a declared picture is that of the loader behind it, and pictures of one role are numbered', () => {
  const graph = {
    ...picture,
    '6': node('TextEncodeQwenImageEditPlus', {
      prompt: 'both of them',
      clip: ['4', 1],
      image1: ['20', 0],
      image2: ['22', 0],
    }),
    '20': node('ComfyUIDeployExternalImage', { input_id: 'first', default_value: ['21', 0] }),
    '21': node('LoadImage', { image: 'a.png', upload: 'image' }),
    '22': node('LoadImage', { image: 'b.png' }),
  }
  expect(inputsOfGraph(graph).inputs).toMatchObject([
    { key: 'reference', type: 'image', required: true, targets: [{ path: '21', name: 'image' }] },
  ])
  const plain = { ...graph, '20': node('LoadImage', { image: 'a.png' }) }
  const { inputs } = inputsOfGraph(plain)
  expect(keysOf(inputs.filter(({ type }) => type === 'image'))).toEqual([
    'reference_1',
    'reference_2',
  ])
  expect(inputNamed(inputs, 'reference_2').targets[0]?.path).toBe('22')
})
