import { expect, test } from 'vitest'
import { decodeAndSave, defaultGraph, ksampler, node } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'

const lora = (name: string, strength: number, clip = strength): object => ({
  name,
  strength_model: strength,
  strength_clip: clip,
})

test("LoraManager's loader: its list, without what is switched off, and the stack that it is given first", () => {
  const entries = [
    { name: 'ink', strength: 0.8, clipStrength: 0.4, active: true },
    { name: 'off', strength: 1, active: false },
    { name: 'rain', strength: '0.50', active: true },
  ]
  const graph = (loras: object): object => ({
    ...defaultGraph,
    '3': ksampler({ model: ['10', 0] }),
    '10': {
      class_type: 'Lora Loader (LoraManager)',
      inputs: {
        text: '<lora:ink:0.8> <lora:off:1>',
        loras,
        model: ['4', 0],
        clip: ['4', 1],
        lora_stack: ['11', 0],
      },
    },
    '11': node('Lora Stacker (LoraManager)', { text: '<lora:first:0.3>' }),
  })
  const wanted = [lora('first', 0.3), lora('ink', 0.8, 0.4), lora('rain', 0.5)]
  expect(readGraphJson(JSON.stringify(graph({ __value__: entries }))).loras).toEqual(wanted)
  expect(readGraphJson(JSON.stringify(graph(entries))).loras).toEqual(wanted)
})

test('WanVideo: LoRAs that hang on one another and on the loader', () => {
  const graph = {
    '1': node('WanVideoModelLoader', { model: 'wan2.1_14B.safetensors', lora: ['6', 0] }),
    '2': node('WanVideoTextEncode', {
      positive_prompt: 'a bird',
      negative_prompt: '',
      t5: ['3', 0],
    }),
    '3': node('LoadWanVideoT5TextEncoder', { model_name: 'umt5.safetensors' }),
    '4': node('WanVideoEmptyEmbeds', { width: 832, height: 480, num_frames: 81 }),
    '5': node('WanVideoSampler', {
      model: ['8', 0],
      text_embeds: ['2', 0],
      image_embeds: ['4', 0],
      steps: 30,
      cfg: 6,
      seed: 2,
    }),
    '6': node('WanVideoLoraSelect', { lora: 'b.safetensors', strength: 0.7, prev_lora: ['7', 0] }),
    '7': node('WanVideoLoraSelect', { lora: 'a.safetensors', strength: 1 }),
    '8': node('WanVideoSetLoRAs', { model: ['1', 0], lora: ['9', 0] }),
    '9': node('WanVideoLoraSelectMulti', {
      lora_0: 'c.safetensors',
      strength_0: 0.2,
      lora_1: 'none',
    }),
    ...decodeAndSave('5'),
  }
  expect(readGraphJson(graph)).toMatchObject({
    model: 'wan2.1_14B.safetensors',
    prompt: 'a bird',
    loras: [lora('a.safetensors', 1), lora('b.safetensors', 0.7), lora('c.safetensors', 0.2)],
  })
})

test('a stack whose slots put the number in the middle', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ model: ['10', 0] }),
    '10': node('CR Apply LoRA Stack', { model: ['4', 0], clip: ['4', 1], lora_stack: ['11', 0] }),
    '11': node('easy loraStack', {
      toggle: true,
      mode: 'simple',
      num_loras: 1,
      lora_1_name: 'a.safetensors',
      lora_1_strength: 0.6,
      lora_2_name: 'beyond.safetensors',
      lora_2_strength: 1,
    }),
  }
  expect(readGraphJson(graph).loras).toEqual([lora('a.safetensors', 0.6)])
})

test('a pipe that is edited: its new texts, or the old ones where they are empty', () => {
  const graph = (edit: object): object => ({
    ...defaultGraph,
    '3': { class_type: 'easy kSampler', inputs: { pipe: ['21', 0], image_output: 'Preview' } },
    '20': node('easy fullLoader', {
      ckpt_name: 'm.safetensors',
      positive: 'old',
      negative: 'old and bad',
      steps: 1,
    }),
    '21': node('easy preSampling', {
      pipe: ['22', 0],
      steps: 20,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
      seed: 4,
    }),
    '22': { class_type: 'easy pipeEdit', inputs: { pipe: ['20', 0], ...edit } },
  })
  const read = (edit: object): object => readGraphJson(JSON.stringify(graph(edit)))
  const edit = { optional_positive: 'new', optional_negative: '', conditioning_mode: 'replace' }
  expect(read(edit)).toMatchObject({ prompt: 'new', negative_prompt: 'old and bad', seed: 4 })
  expect(read({ ...edit, conditioning_mode: 'concat' })).toMatchObject({ prompt: 'old\nnew' })
})
