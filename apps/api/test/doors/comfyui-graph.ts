import type { RunningDarkroom } from '../running-darkroom.ts'

/** A node of a graph in the API format. */
export const node = (class_type: string, inputs: Readonly<Record<string, unknown>>) => ({
  class_type,
  inputs,
  _meta: { title: class_type },
})

/** A small picture of a seed. */
export const graph = (seed = 11) => ({
  '3': node('KSampler', {
    seed,
    steps: 4,
    cfg: 7,
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise: 1,
    model: ['4', 0],
    positive: ['6', 0],
    negative: ['7', 0],
    latent_image: ['5', 0],
  }),
  '4': node('CheckpointLoaderSimple', { ckpt_name: 'base/dreamscape_xl.safetensors' }),
  '5': node('EmptyLatentImage', { width: 64, height: 64, batch_size: 1 }),
  '6': node('CLIPTextEncode', { text: 'a red fox', clip: ['4', 1] }),
  '7': node('CLIPTextEncode', { text: 'blurry', clip: ['4', 1] }),
  '8': node('VAEDecode', { samples: ['3', 0], vae: ['4', 2] }),
  '9': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['8', 0] }),
})

/** Where it is a ComfyUI on the port of everything. */
export const facadeOf = ({ url }: RunningDarkroom): string => `${url}/comfyui`
