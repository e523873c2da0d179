import { expect, test } from 'vitest'
import { checkpoint, decodeAndSave, ksampler, node, textEncode } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

test('SDXL base and refiner with KSamplerAdvanced: the base counts', () => {
  const advanced = (over: Readonly<Record<string, Json>>): Json =>
    node('KSamplerAdvanced', {
      add_noise: 'enable',
      noise_seed: 721897303308196,
      steps: 25,
      cfg: 8,
      sampler_name: 'euler',
      scheduler: 'karras',
      start_at_step: 0,
      end_at_step: 20,
      return_with_leftover_noise: 'enable',
      model: ['4', 0],
      positive: ['6', 0],
      negative: ['7', 0],
      latent_image: ['5', 0],
      ...over,
    })
  const graph = {
    '4': checkpoint('sd_xl_base.safetensors'),
    '12': checkpoint('sd_xl_refiner.safetensors'),
    '5': node('EmptyLatentImage', { width: 1024, height: 1024, batch_size: 1 }),
    '6': node('CLIPTextEncodeSDXL', {
      text_g: 'wide view',
      text_l: 'sharp',
      clip: ['4', 1],
      width: 4096,
      height: 4096,
    }),
    '7': textEncode('blurry'),
    '10': advanced({}),
    '11': advanced({
      noise_seed: 0,
      model: ['12', 0],
      latent_image: ['10', 0],
      start_at_step: 20,
      end_at_step: 10000,
    }),
    '17': node('VAEDecode', { samples: ['11', 0], vae: ['12', 2] }),
    '19': node('SaveImage', { filename_prefix: 'x', images: ['17', 0] }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'wide view\nsharp',
    negative_prompt: 'blurry',
    model: 'sd_xl_base.safetensors',
    seed: 721897303308196,
    scheduler: 'karras',
    extra: { passes: [{ model: 'sd_xl_refiner.safetensors', seed: '0' }] },
  })
})

test('Flux by SamplerCustomAdvanced: guider, noise, sigmas and guidance are each found where they are', () => {
  const graph = {
    '5': node('EmptySD3LatentImage', { width: ['34', 0], height: ['35', 0], batch_size: 1 }),
    '6': node('CLIPTextEncode', { text: 'a fox', clip: ['11', 0] }),
    '8': node('VAEDecode', { samples: ['13', 0], vae: ['10', 0] }),
    '9': node('SaveImage', { filename_prefix: 'flux', images: ['8', 0] }),
    '10': node('VAELoader', { vae_name: 'ae.safetensors' }),
    '11': node('DualCLIPLoader', {
      clip_name1: 't5xxl.safetensors',
      clip_name2: 'clip_l.safetensors',
      type: 'flux',
    }),
    '12': node('UNETLoader', { unet_name: 'flux1-dev.safetensors', weight_dtype: 'default' }),
    '13': node('SamplerCustomAdvanced', {
      noise: ['25', 0],
      guider: ['22', 0],
      sampler: ['16', 0],
      sigmas: ['17', 0],
      latent_image: ['5', 0],
    }),
    '16': node('KSamplerSelect', { sampler_name: 'euler' }),
    '17': node('BasicScheduler', { scheduler: 'simple', steps: 20, denoise: 1, model: ['30', 0] }),
    '22': node('BasicGuider', { model: ['30', 0], conditioning: ['26', 0] }),
    '25': node('RandomNoise', { noise_seed: 219670278747233 }),
    '26': node('FluxGuidance', { guidance: 3.5, conditioning: ['6', 0] }),
    '30': node('ModelSamplingFlux', {
      max_shift: 1.15,
      base_shift: 0.5,
      width: 1024,
      height: 768,
      model: ['12', 0],
    }),
    '34': node('PrimitiveInt', { value: 1344 }),
    '35': node('PrimitiveInt', { value: 768 }),
  }
  expect(readGraphJson(graph, 'flux_00003_.png')).toMatchObject({
    prompt: 'a fox',
    negative_prompt: undefined,
    model: 'flux1-dev.safetensors',
    seed: 219670278747233,
    steps: 20,
    cfg: undefined,
    guidance: 3.5,
    sampler: 'euler',
    scheduler: 'simple',
    denoise: 1,
    resolution: { width: 1344, height: 768 },
  })
})

test('SD3 with three encoders, a zeroed negative and a model sampling node', () => {
  const graph = {
    '4': checkpoint('sd3_medium.safetensors'),
    '6': node('CLIPTextEncodeSD3', {
      clip_l: 'cat',
      clip_g: 'cat',
      t5xxl: 'a cat in a hat',
      empty_padding: 'none',
      clip: ['4', 1],
    }),
    '67': node('ConditioningZeroOut', { conditioning: ['6', 0] }),
    '13': node('ModelSamplingSD3', { shift: 3, model: ['4', 0] }),
    '135': node('EmptySD3LatentImage', { width: 1024, height: 1024, batch_size: 1 }),
    '271': ksampler({
      model: ['13', 0],
      positive: ['6', 0],
      negative: ['67', 0],
      latent_image: ['135', 0],
    }),
    ...decodeAndSave('271'),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'cat\na cat in a hat',
    negative_prompt: '',
    model: 'sd3_medium.safetensors',
  })
})

test('Stable Cascade: the first stage decides', () => {
  const graph = {
    '1': node('UNETLoader', { unet_name: 'stage_c.safetensors' }),
    '2': node('UNETLoader', { unet_name: 'stage_b.safetensors' }),
    '6': textEncode('a castle'),
    '7': textEncode('fog'),
    '34': node('StableCascade_EmptyLatentImage', {
      width: 1152,
      height: 832,
      compression: 42,
      batch_size: 1,
    }),
    '3': ksampler({ model: ['1', 0], latent_image: ['34', 0], seed: 11, cfg: 4 }),
    '36': node('StableCascade_StageB_Conditioning', { conditioning: ['6', 0], stage_c: ['3', 0] }),
    '40': node('ConditioningZeroOut', { conditioning: ['6', 0] }),
    '33': ksampler({
      model: ['2', 0],
      positive: ['36', 0],
      negative: ['40', 0],
      latent_image: ['34', 1],
      seed: 12,
      steps: 10,
      cfg: 1.1,
    }),
    ...decodeAndSave('33'),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a castle',
    negative_prompt: 'fog',
    model: 'stage_c.safetensors',
    seed: 11,
    cfg: 4,
    resolution: { width: 1152 },
    extra: { passes: [{ seed: '12', model: 'stage_b.safetensors' }] },
  })
})

test("the guider's model counts, not the one that an earlier picture was made with", () => {
  const graph = {
    '1': checkpoint('earlier.safetensors'),
    '2': ksampler({
      model: ['1', 0],
      positive: ['3', 0],
      negative: ['3', 0],
      latent_image: ['4', 0],
      seed: 1,
    }),
    '3': node('CLIPTextEncode', { text: 'first', clip: ['1', 1] }),
    '4': node('EmptyLatentImage', { width: 512, height: 512, batch_size: 1 }),
    '5': node('SamplerCustomAdvanced', {
      latent_image: ['2', 0],
      noise: ['6', 0],
      sampler: ['7', 0],
      sigmas: ['8', 0],
      guider: ['9', 0],
    }),
    '6': node('RandomNoise', { noise_seed: 2 }),
    '7': node('KSamplerSelect', { sampler_name: 'euler' }),
    '8': node('Flux2Scheduler', { steps: 4, width: 512, height: 512 }),
    '9': node('BasicGuider', { conditioning: ['10', 0], model: ['11', 0] }),
    '10': node('ReferenceLatent', { conditioning: ['12', 0], latent: ['2', 0] }),
    '11': node('UNETLoader', { unet_name: 'later.safetensors' }),
    '12': node('CLIPTextEncode', { text: 'second', clip: ['1', 1] }),
    '14': node('VAEDecode', { samples: ['5', 0], vae: ['1', 2] }),
    '15': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['14', 0] }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    model: 'earlier.safetensors',
    prompt: 'first',
    extra: {
      passes: [{ node: 'SamplerCustomAdvanced', model: 'later.safetensors', scheduler: 'flux2' }],
    },
  })
})
