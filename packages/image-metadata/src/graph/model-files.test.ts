import { expect, test } from 'vitest'
import { checkpoint, decodeAndSave, ksampler, node, textEncode } from '../../test/graphs.ts'
import { readGraphJson } from '../../test/read-graph-json.ts'
import type { Json } from '../index.ts'

const latent = (batch_size: number): Json =>
  node('EmptyLatentImage', { width: 512, height: 512, batch_size })

const words = (graph: Json): object => {
  const { vae, text_encoders, clip_skip, batch_size } = readGraphJson(graph)
  return { vae, text_encoders, clip_skip, batch_size }
}

test('VAE and text encoders that stand beside the model are told, in the order of their loader', () => {
  const graph = {
    '3': ksampler({ positive: ['26', 0] }),
    '4': node('UNETLoader', { unet_name: 'flux1-dev.safetensors', weight_dtype: 'default' }),
    '5': latent(4),
    '6': node('CLIPTextEncode', { text: 'a fox', clip: ['12', 1] }),
    '7': node('ConditioningZeroOut', { conditioning: ['6', 0] }),
    '8': node('VAEDecode', { samples: ['3', 0], vae: ['10', 0] }),
    '9': node('SaveImage', { filename_prefix: 'x', images: ['8', 0] }),
    '10': node('VAELoader', { vae_name: 'ae.safetensors' }),
    '11': node('DualCLIPLoader', {
      clip_name1: 't5xxl_fp16.safetensors',
      clip_name2: 'clip_l.safetensors',
      type: 'flux',
    }),
    '12': node('LoraLoader', {
      model: ['4', 0],
      clip: ['11', 0],
      lora_name: 'ink.safetensors',
      strength_model: 1,
      strength_clip: 1,
    }),
    '26': node('FluxGuidance', { conditioning: ['6', 0], guidance: 3.5 }),
    // A reader of pictures has a clip_name too, and is no text encoder.
    '30': node('CLIPVisionLoader', { clip_name: 'sigclip_vision.safetensors' }),
  }
  expect(words(graph)).toEqual({
    vae: 'ae.safetensors',
    text_encoders: ['t5xxl_fp16.safetensors', 'clip_l.safetensors'],
    clip_skip: undefined,
    batch_size: 4,
  })
})

test('a checkpoint brings both itself, and a layer that is skipped counts from the last', () => {
  const graph = {
    '3': ksampler({}),
    '4': checkpoint('anime.safetensors'),
    '5': latent(1),
    '6': node('CLIPTextEncode', { text: 'a fox', clip: ['10', 0] }),
    '7': textEncode('blurry'),
    ...decodeAndSave('3'),
    '10': node('CLIPSetLastLayer', { clip: ['4', 1], stop_at_clip_layer: -2 }),
  }
  expect(words(graph)).toEqual({
    vae: undefined,
    text_encoders: undefined,
    clip_skip: 2,
    batch_size: undefined,
  })
})
