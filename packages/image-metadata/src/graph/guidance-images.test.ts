import { expect, test } from 'vitest'
import { checkpoint, defaultGraph, ksampler, node, textEncode } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

type Nodes = Readonly<Record<string, Json>>

/** A sampler of its own, 30 to 35, whose picture is node 35: a depth map, a face, a style to look at. */
const helper: Nodes = {
  '30': node('SamplerCustomAdvanced', {
    noise: ['31', 0],
    guider: ['32', 0],
    sampler: ['33', 0],
    sigmas: ['34', 0],
    latent_image: ['36', 0],
  }),
  '31': node('RandomNoise', { noise_seed: 5 }),
  '32': node('BasicGuider', { model: ['37', 0], conditioning: ['38', 0] }),
  '33': node('KSamplerSelect', { sampler_name: 'euler' }),
  '34': node('BasicScheduler', { scheduler: 'normal', steps: 1, denoise: 1, model: ['37', 0] }),
  '35': node('VAEDecode', { samples: ['30', 0], vae: ['4', 2] }),
  '36': node('VAEEncode', { pixels: ['39', 0], vae: ['4', 2] }),
  '37': node('UNETLoader', { unet_name: 'lotus-depth.safetensors' }),
  '38': node('CLIPTextEncode', { text: 'a helper', clip: ['4', 1] }),
  '39': node('LoadImage', { image: 'a.png' }),
}
const picture = {
  seed: 156680208700286,
  steps: 20,
  cfg: 8,
  model: 'base/dreamscape_xl.safetensors',
}
const loader = (name: string): Json => node('Loader', { name })

test.each<[string, Nodes]>([
  [
    'a ControlNet on both sides',
    {
      '3': ksampler({ positive: ['20', 0], negative: ['20', 1] }),
      '20': node('ControlNetApplyAdvanced', {
        positive: ['6', 0],
        negative: ['7', 0],
        control_net: ['21', 0],
        image: ['35', 0],
        strength: 1,
      }),
      '21': loader('depth.safetensors'),
    },
  ],
  [
    'a ControlNet on one side, by way of a preprocessor',
    {
      '3': ksampler({ positive: ['20', 0] }),
      '20': node('ControlNetApply', {
        conditioning: ['6', 0],
        control_net: ['21', 0],
        image: ['22', 0],
      }),
      '21': loader('depth.safetensors'),
      '22': node('ImageInvert', { image: ['35', 0] }),
    },
  ],
  [
    'IPAdapter, which patches the model',
    {
      '3': ksampler({ model: ['20', 0] }),
      '20': node('IPAdapterAdvanced', { model: ['4', 0], ipadapter: ['21', 0], image: ['35', 0] }),
      '21': loader('ip.safetensors'),
    },
  ],
  [
    'InstantID, which hands on a model and both sides',
    {
      '3': ksampler({ model: ['20', 0], positive: ['20', 1], negative: ['20', 2] }),
      '20': node('ApplyInstantID', {
        instantid: ['21', 0],
        control_net: ['21', 0],
        image: ['35', 0],
        model: ['4', 0],
        positive: ['6', 0],
        negative: ['7', 0],
      }),
      '21': loader('id.safetensors'),
    },
  ],
  [
    'a reference latent',
    {
      '3': ksampler({ positive: ['20', 0] }),
      '20': node('ReferenceLatent', { conditioning: ['6', 0], latent: ['30', 0] }),
    },
  ],
  [
    'a style model by way of CLIP vision',
    {
      '3': ksampler({ positive: ['20', 0] }),
      '20': node('StyleModelApply', {
        conditioning: ['6', 0],
        style_model: ['21', 0],
        clip_vision_output: ['22', 0],
      }),
      '21': loader('redux.safetensors'),
      '22': node('CLIPVisionEncode', { clip_vision: ['21', 0], image: ['35', 0] }),
    },
  ],
  [
    'a mask and a size that were taken from it',
    {
      '3': ksampler({ latent_image: ['20', 0] }),
      '20': node('SetLatentNoiseMask', { samples: ['22', 0], mask: ['21', 0] }),
      '21': node('ImageToMask', { image: ['35', 0], channel: 'red' }),
      '22': node('EmptyLatentImage', { width: ['23', 0], height: ['23', 1], batch_size: 1 }),
      '23': node('GetImageSize', { image: ['35', 0] }),
    },
  ],
])('a picture that only guides is not where the picture came from: %s', (_, nodes) => {
  const { extra, ...told } = readGraphJson({ ...defaultGraph, ...helper, ...nodes })
  expect(told).toMatchObject({
    ...picture,
    prompt: 'a glass bottle with a galaxy inside',
    negative_prompt: 'text, watermark',
  })
  expect(extra).toEqual({})
})

test.each<[string, Nodes]>([
  [
    'img2img',
    {
      '40': node('VAEEncode', { pixels: ['35', 0], vae: ['4', 2] }),
      '3': ksampler({ latent_image: ['40', 0] }),
    },
  ],
  [
    'a start picture of a video',
    {
      '40': node('SVD_img2vid_Conditioning', {
        clip_vision: ['4', 1],
        init_image: ['35', 0],
        vae: ['4', 2],
        width: 1024,
        height: 576,
      }),
      '3': ksampler({ positive: ['40', 0], negative: ['40', 1], latent_image: ['40', 2] }),
    },
  ],
])('a picture that becomes the picture is: %s', (_, nodes) => {
  expect(readGraphJson({ ...defaultGraph, ...helper, ...nodes })).toMatchObject({
    seed: 5,
    steps: 1,
    model: 'lotus-depth.safetensors',
    prompt: 'a helper',
    extra: { passes: [{ node: 'KSampler', steps: 20 }] },
  })
})

test('a guider for a second condition: what comes from the negative side is not the prompt', () => {
  const graph = (cond2: Json): Json => ({
    ...defaultGraph,
    '3': node('SamplerCustomAdvanced', {
      noise: ['31', 0],
      guider: ['20', 0],
      sampler: ['33', 0],
      sigmas: ['34', 0],
      latent_image: ['5', 0],
    }),
    '20': node('DualCFGGuider', {
      model: ['4', 0],
      cond1: ['6', 0],
      cond2,
      negative: ['7', 0],
      cfg_conds: 5,
      cfg_cond2_negative: 2,
    }),
    '21': node('ReferenceLatent', { conditioning: ['7', 0], latent: ['5', 0] }),
    '22': textEncode('in oil'),
    '31': node('RandomNoise', { noise_seed: 5 }),
    '33': node('KSamplerSelect', { sampler_name: 'euler' }),
    '34': node('BasicScheduler', { scheduler: 'normal', steps: 9, denoise: 1, model: ['4', 0] }),
  })
  expect(readGraphJson(graph(['21', 0]))).toMatchObject({
    prompt: 'a glass bottle with a galaxy inside',
    negative_prompt: 'text, watermark',
    cfg: 5,
  })
  expect(readGraphJson(graph(['22', 0])).prompt).toBe('a glass bottle with a galaxy inside\nin oil')
})

test.each([
  ['PerpNegGuider', { positive: ['6', 0], negative: ['7', 0], empty_conditioning: ['23', 0] }],
  ['AnyGuider', { pos: ['6', 0], neg: ['7', 0] }],
  ['AnyGuider', { cond: ['6', 0], uncond: ['7', 0] }],
  ['AnyGuider', { conditioning_positive: ['6', 0], conditioning_negative: ['7', 0] }],
])('the sides of %s are told by the names of its inputs %j', (type, sides) => {
  const graph = {
    ...defaultGraph,
    ...helper,
    '4': checkpoint('m.safetensors'),
    '23': textEncode(''),
    '8': node('VAEDecode', { samples: ['30', 0], vae: ['4', 2] }),
    '32': node(type, { model: ['4', 0], ...sides }),
  }
  expect(readGraphJson(graph)).toMatchObject({
    prompt: 'a glass bottle with a galaxy inside',
    negative_prompt: 'text, watermark',
    model: 'm.safetensors',
  })
})
