import { expect, test } from 'vitest'
import { defaultGraph, ksampler, node, textEncode } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'

test('a node that keeps settings calls the sampler by another name', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ sampler_name: ['20', 6], scheduler: ['20', 7], steps: ['20', 3] }),
    '20': node('SDParameterGenerator', {
      seed: 314,
      steps: 33,
      cfg: 6.5,
      sampler: 'dpmpp_2m',
      scheduler: 'karras',
    }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    steps: 33,
  })
})

test('a motion module is not the model that it moves', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ model: ['20', 0] }),
    '20': node('ADE_AnimateDiffLoaderGen1', { model: ['4', 0], model_name: 'mm_sd_v15.ckpt' }),
  }
  expect(readGraphJson(graph).model).toBe('base/dreamscape_xl.safetensors')
})

test("a stack's strengths are those of the mode that it is in", () => {
  const stack = (input_mode: string): unknown =>
    readGraphJson({
      ...defaultGraph,
      '3': ksampler({ model: ['20', 0] }),
      '20': node('CR Apply LoRA Stack', { model: ['4', 0], clip: ['4', 1], lora_stack: ['21', 0] }),
      '21': node('LoRA Stacker', {
        input_mode,
        lora_count: 1,
        lora_name_1: 'ink.safetensors',
        lora_wt_1: 0.4,
        model_str_1: 1,
        clip_str_1: 0.9,
      }),
    }).loras
  const ink = { name: 'ink.safetensors' }
  expect(stack('simple')).toEqual([{ ...ink, strength_model: 0.4, strength_clip: 0.4 }])
  expect(stack('advanced')).toEqual([{ ...ink, strength_model: 1, strength_clip: 0.9 }])
})

test('a switch whose number is called input', () => {
  const graph = {
    ...defaultGraph,
    '6': textEncode(['20', 0]),
    '20': node('easy textSwitch', { input: 2, text1: 'one', text2: 'two' }),
  }
  expect(readGraphJson(graph).prompt).toBe('two')
})

test('an encoder with a text for each of two models, beside an optional clip', () => {
  const graph = {
    ...defaultGraph,
    '6': node('SDXL Power Prompt - Positive (rgthree)', {
      prompt_g: 'a fox',
      prompt_l: 'in snow',
      opt_model: ['4', 0],
      opt_clip: ['4', 1],
    }),
  }
  expect(readGraphJson(graph).prompt).toBe('a fox\nin snow')
})
