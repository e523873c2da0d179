import { createNode } from '../graph/graph-node.ts'
import { type Image, type Latent, outputOf, type Vae } from '../graph/output.ts'
import type { Pixels } from './scaling.ts'

/** An empty latent to start a picture from. Sizes are in pixels, multiples of 8. */
export function emptyLatent({
  width = 1024,
  height = 1024,
  batchSize = 1,
}: {
  width?: Pixels
  height?: Pixels
  batchSize?: number | undefined
} = {}): Latent {
  const node = createNode({
    classType: 'EmptyLatentImage',
    title: 'Empty Latent Image',
    inputs: { width, height, batch_size: batchSize },
  })
  return outputOf(node, 0)
}

/** An empty latent of another kind than Stable Diffusion's, by its node class. */
export function emptyLatentOf({
  classType,
  width,
  height,
  batchSize = 1,
}: {
  classType: 'EmptySD3LatentImage' | 'EmptyFlux2LatentImage' | 'EmptyChromaRadianceLatentImage'
  width: Pixels
  height: Pixels
  batchSize?: number | undefined
}): Latent {
  const node = createNode({
    classType,
    title: 'Empty Latent Image',
    inputs: { width, height, batch_size: batchSize },
  })
  return outputOf(node, 0)
}

/** Decodes part after part, which needs less memory. */
export function decodeTiled({ samples, vae }: { samples: Latent; vae: Vae }): Image {
  const node = createNode({
    classType: 'VAEDecodeTiled',
    title: 'VAE Decode (Tiled)',
    inputs: { samples, vae, tile_size: 512, overlap: 64, temporal_size: 64, temporal_overlap: 8 },
  })
  return outputOf(node, 0)
}

export function decodeLatent({ samples, vae }: { samples: Latent; vae: Vae }): Image {
  const node = createNode({
    classType: 'VAEDecode',
    title: 'VAE Decode',
    inputs: { samples, vae },
  })
  return outputOf(node, 0)
}

export function encodeImage({ image, vae }: { image: Image; vae: Vae }): Latent {
  const node = createNode({
    classType: 'VAEEncode',
    title: 'VAE Encode',
    inputs: { pixels: image, vae },
  })
  return outputOf(node, 0)
}

export function scaleLatent({
  samples,
  width,
  height,
  method = 'nearest-exact',
  crop = 'disabled',
}: {
  samples: Latent
  width: number
  height: number
  method?: string
  crop?: string
}): Latent {
  const node = createNode({
    classType: 'LatentUpscale',
    title: 'Upscale Latent',
    inputs: { samples, upscale_method: method, width, height, crop },
  })
  return outputOf(node, 0)
}
