import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import type { ImageDescription } from '../src/metadata-module.ts'

/** A PNG of signature, header, ComfyUI's texts and IEND. */
export function encodePng(description: ImageDescription, workflow: string): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(description.width ?? 64, 0)
  header.writeUInt32BE(description.height ?? 64, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`description\0${JSON.stringify(description)}`)),
    chunk('tEXt', Buffer.from(`prompt\0${JSON.stringify(toGraph(description))}`)),
    chunk('tEXt', Buffer.from(`workflow\0${JSON.stringify({ nodes: workflow })}`)),
    chunk('IDAT', Buffer.alloc(64)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The graph for a real parser. */
function toGraph({ recipe, width, height }: ImageDescription): object {
  const clip = ['1', 1]
  const encode = (text: string): object => ({
    class_type: 'CLIPTextEncode',
    inputs: { text, clip },
  })
  const sampling = {
    seed: recipe.seed,
    steps: recipe.steps,
    cfg: recipe.cfg,
    sampler_name: recipe.sampler,
    scheduler: recipe.scheduler,
    denoise: 1,
    model: ['1', 0],
    positive: ['2', 0],
    negative: ['3', 0],
    latent_image: ['4', 0],
  }
  return {
    1: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: recipe.model } },
    2: encode(recipe.prompt ?? ''),
    3: encode(recipe.negative_prompt ?? ''),
    4: {
      class_type: 'EmptyLatentImage',
      inputs: { width, height, batch_size: 1 },
    },
    5: { class_type: 'KSampler', inputs: sampling },
    6: { class_type: 'VAEDecode', inputs: { samples: ['5', 0], vae: ['1', 2] } },
    7: { class_type: 'SaveImage', inputs: { images: ['6', 0], filename_prefix: 'bench' } },
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, check])
}
