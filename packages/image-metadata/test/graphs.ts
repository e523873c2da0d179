import type { Json } from '../src/index.ts'

type GraphJson = Readonly<Record<string, Json>>

export function node(type: string, inputs: GraphJson, title?: string): Json {
  return title === undefined
    ? { class_type: type, inputs }
    : { class_type: type, inputs, _meta: { title } }
}

export function ksampler(over: GraphJson = {}): Json {
  return node('KSampler', {
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
    ...over,
  })
}

export function checkpoint(name: string): Json {
  return node('CheckpointLoaderSimple', { ckpt_name: name })
}

export function textEncode(text: Json): Json {
  return node('CLIPTextEncode', { text, clip: ['4', 1] })
}

/** The nodes from this sampler to a file named `ComfyUI_…`. */
export function decodeAndSave(sampler: string): GraphJson {
  return {
    '98': node('VAEDecode', { samples: [sampler, 0], vae: ['4', 2] }),
    '99': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['98', 0] }),
  }
}

/** ComfyUI's default text-to-image graph. */
export const defaultGraph: GraphJson = {
  '3': ksampler(),
  '4': checkpoint('base/dreamscape_xl.safetensors'),
  '5': node('EmptyLatentImage', { width: 512, height: 640, batch_size: 1 }),
  '6': textEncode('a glass bottle with a galaxy inside'),
  '7': textEncode('text, watermark'),
  '8': node('VAEDecode', { samples: ['3', 0], vae: ['4', 2] }),
  '9': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['8', 0] }),
}
