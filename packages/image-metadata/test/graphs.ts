import type { Json } from '../src/index.ts'

type GraphJson = Readonly<Record<string, Json>>

export function node(type: string, inputs: GraphJson, title?: string): Json {
  return title === undefined
    ? { class_type: type, inputs }
    : { class_type: type, inputs, _meta: { title } }
}

/** ComfyUI's default text-to-image graph. */
export const defaultGraph: GraphJson = {
  '3': node('KSampler', {
    seed: 156680208700286,
    steps: 20,
    cfg: 8,
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise: 1,
    model: ['4', 0],
    positive: ['6', 0],
    negative: ['7', 0],
    latent_image: ['5', 0],
  }),
  '4': node('CheckpointLoaderSimple', { ckpt_name: 'base/dreamscape_xl.safetensors' }),
  '5': node('EmptyLatentImage', { width: 512, height: 640, batch_size: 1 }),
  '6': node('CLIPTextEncode', { text: 'a glass bottle with a galaxy inside', clip: ['4', 1] }),
  '7': node('CLIPTextEncode', { text: 'text, watermark', clip: ['4', 1] }),
  '8': node('VAEDecode', { samples: ['3', 0], vae: ['4', 2] }),
  '9': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['8', 0] }),
}
