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

test('the Efficient Loader holds both prompts, the model and the size itself', () => {
  const graph = {
    '1': node('Efficient Loader', {
      ckpt_name: 'photoreal_v5.safetensors',
      vae_name: 'Baked VAE',
      clip_skip: -1,
      lora_name: 'None',
      lora_model_strength: 1,
      lora_clip_strength: 1,
      positive: 'a red door',
      negative: 'blue',
      empty_latent_width: 768,
      empty_latent_height: 512,
      batch_size: 1,
      lora_stack: ['2', 0],
    }),
    '2': node('LoRA Stacker', {
      input_mode: 'simple',
      lora_count: 2,
      lora_name_1: 'a.safetensors',
      lora_wt_1: 0.7,
      lora_name_2: 'None',
      lora_wt_2: 1,
      lora_name_3: 'beyond.safetensors',
      lora_wt_3: 1,
    }),
    '3': node('KSampler (Efficient)', {
      seed: 8,
      steps: 22,
      cfg: 5,
      sampler_name: 'dpmpp_2m',
      scheduler: 'karras',
      denoise: 1,
      preview_method: 'auto',
      model: ['1', 0],
      positive: ['1', 1],
      negative: ['1', 2],
      latent_image: ['1', 3],
      optional_vae: ['1', 4],
    }),
    '4': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['3', 5] }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a red door',
    negative_prompt: 'blue',
    model: 'photoreal_v5.safetensors',
    loras: [{ name: 'a.safetensors', strength_model: 0.7 }],
    resolution: { width: 768, height: 512 },
  })
})

test("rgthree's power LoRA loader: only the ones that are on", () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ model: ['10', 0] }),
    '10': node('Power Lora Loader (rgthree)', {
      PowerLoraLoaderHeaderWidget: { type: 'PowerLoraLoaderHeaderWidget' },
      lora_1: { on: true, lora: 'one.safetensors', strength: 0.9 },
      lora_2: { on: false, lora: 'two.safetensors', strength: 1 },
      lora_3: { on: true, lora: 'three.safetensors', strength: 1, strengthTwo: 0.25 },
      '➕ Add Lora': '',
      model: ['4', 0],
      clip: ['4', 1],
    }),
  }
  expect(readGraphJson(graph).loras).toEqual([
    { name: 'one.safetensors', strength_model: 0.9, strength_clip: 0.9 },
    { name: 'three.safetensors', strength_model: 1, strength_clip: 0.25 },
  ])
})

test('a ControlNet that both prompts go through keeps them apart by its outputs', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ positive: ['10', 0], negative: ['10', 1] }),
    '10': node('ControlNetApplyAdvanced', {
      strength: 0.8,
      start_percent: 0,
      end_percent: 1,
      positive: ['6', 0],
      negative: ['7', 0],
      control_net: ['11', 0],
      image: ['12', 0],
    }),
    '11': node('ControlNetLoader', { control_net_name: 'canny.safetensors' }),
    '12': node('LoadImage', { image: 'edges.png' }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a glass bottle with a galaxy inside',
    negative_prompt: 'text, watermark',
    model: 'base/dreamscape_xl.safetensors',
  })
})

test('combined and concatenated conditioning gives all of its texts', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({ positive: ['12', 0] }),
    '10': textEncode('on the left a tree'),
    '11': node('ConditioningSetArea', {
      width: 512,
      height: 512,
      x: 0,
      y: 0,
      strength: 1,
      conditioning: ['10', 0],
    }),
    '12': node('ConditioningCombine', { conditioning_1: ['6', 0], conditioning_2: ['13', 0] }),
    '13': node('ConditioningConcat', { conditioning_to: ['11', 0], conditioning_from: ['14', 0] }),
    '14': textEncode('a blue sky'),
  }
  expect(readGraphJson(graph).prompt).toBe(
    'a glass bottle with a galaxy inside\non the left a tree\na blue sky',
  )
})

test('everything through a pipe', () => {
  const graph = {
    ...defaultGraph,
    '3': node('ImpactKSamplerBasicPipe', {
      seed: 4,
      steps: 9,
      cfg: 3,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
      basic_pipe: ['10', 0],
      latent_image: ['5', 0],
    }),
    '10': node('ToBasicPipe', {
      model: ['4', 0],
      clip: ['4', 1],
      vae: ['4', 2],
      positive: ['6', 0],
      negative: ['7', 0],
    }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a glass bottle with a galaxy inside',
    negative_prompt: 'text, watermark',
    model: 'base/dreamscape_xl.safetensors',
    seed: 4,
    steps: 9,
  })
})

test('a parameter node that looks like a sampler is none', () => {
  const graph = {
    ...defaultGraph,
    '3': ksampler({
      seed: ['10', 0],
      steps: ['10', 1],
      cfg: ['10', 2],
      sampler_name: ['10', 3],
      scheduler: ['10', 5],
    }),
    '10': node('Input Parameters (Image Saver)', {
      seed: 77,
      steps: 31,
      cfg: 4,
      sampler_name: 'uni_pc',
      scheduler: 'beta',
      denoise: 0.9,
    }),
    '9': node('Image Saver', {
      filename: '%time',
      images: ['8', 0],
      steps: ['10', 1],
      cfg: ['10', 2],
      sampler_name: ['10', 3],
      positive: 'unknown',
      negative: 'unknown',
    }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a glass bottle with a galaxy inside',
    seed: 77,
    steps: 31,
    cfg: 4,
    sampler: 'uni_pc',
    scheduler: 'beta',
    denoise: 1,
    extra: {},
  })
})

test('a detailer counts only where nothing else samples', () => {
  const detailer = node('FaceDetailer', {
    image: ['8', 0],
    model: ['4', 0],
    positive: ['7', 0],
    negative: ['6', 0],
    seed: 3,
    steps: 5,
    cfg: 2,
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise: 0.5,
  })
  const save = node('SaveImage', { filename_prefix: 'ComfyUI', images: ['20', 0] })
  expect(readGraphJson({ ...defaultGraph, '20': detailer, '9': save }).seed).toBe(156680208700286)
  const alone = {
    '4': checkpoint('m.safetensors'),
    '6': textEncode('ugly'),
    '7': textEncode('a face'),
    '8': node('LoadImage', { image: 'a.png' }),
    '20': detailer,
    '9': save,
  }
  expect(readGraphJson(alone)).toMatchObject({ seed: 3, prompt: 'a face', negative_prompt: 'ugly' })
})

test('WanVideo: one encoder with both texts, and a sampler of its own kind', () => {
  const graph = {
    '1': node('WanVideoModelLoader', { model: 'wan2.1_14B.safetensors', base_precision: 'bf16' }),
    '2': node('WanVideoTextEncode', {
      positive_prompt: 'a bird flies',
      negative_prompt: 'static',
      t5: ['3', 0],
    }),
    '3': node('LoadWanVideoT5TextEncoder', { model_name: 'umt5.safetensors', precision: 'bf16' }),
    '4': node('WanVideoEmptyEmbeds', { width: 832, height: 480, num_frames: 81 }),
    '5': node('WanVideoSampler', {
      model: ['1', 0],
      text_embeds: ['2', 0],
      image_embeds: ['4', 0],
      steps: 30,
      cfg: 6,
      shift: 5,
      seed: 2,
      scheduler: 'unipc',
    }),
    ...decodeAndSave('5'),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a bird flies',
    negative_prompt: 'static',
    model: 'wan2.1_14B.safetensors',
    steps: 30,
    scheduler: 'unipc',
    resolution: { width: 832 },
  })
})
