import { createNode } from '../graph/graph-node.ts'
import { type Image, type Latent, outputOf, type Vae } from '../graph/output.ts'

/** An empty latent to start a picture from. Sizes are in pixels, multiples of 8. */
export function emptyLatent({
  width = 1024,
  height = 1024,
  batchSize = 1,
}: {
  width?: number
  height?: number
  batchSize?: number
} = {}): Latent {
  const node = createNode({
    classType: 'EmptyLatentImage',
    title: 'Empty Latent Image',
    inputs: { width, height, batch_size: batchSize },
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
