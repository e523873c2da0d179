import { createNode } from '../graph/graph-node.ts'
import {
  type Conditioning,
  type Image,
  type Latent,
  type Mask,
  outputOf,
  type Vae,
} from '../graph/output.ts'

/** One channel of a picture of the server's input folder as a mask. Of `alpha`, the transparent parts are the mask. */
export function loadMask({ name, channel }: { name: string; channel: 'red' | 'alpha' }): Mask {
  const node = createNode({
    classType: 'LoadImageMask',
    title: 'Load Mask',
    inputs: { image: name, channel },
  })
  return outputOf(node, 0)
}

export const invertMask = ({ mask }: { mask: Mask }): Mask =>
  outputOf(createNode({ classType: 'InvertMask', title: 'Invert Mask', inputs: { mask } }), 0)

export function growMask({ mask, pixels }: { mask: Mask; pixels: number }): Mask {
  const node = createNode({
    classType: 'GrowMask',
    title: 'Grow Mask',
    inputs: { mask, expand: pixels, tapered_corners: true },
  })
  return outputOf(node, 0)
}

export const maskToImage = ({ mask }: { mask: Mask }): Image =>
  outputOf(createNode({ classType: 'MaskToImage', title: 'Mask to Image', inputs: { mask } }), 0)

export const imageToMask = ({ image }: { image: Image }): Mask =>
  outputOf(
    createNode({
      classType: 'ImageToMask',
      title: 'Image to Mask',
      inputs: { image, channel: 'red' },
    }),
    0,
  )

/** Only the masked parts of the latent get noise. */
export function maskNoise({ samples, mask }: { samples: Latent; mask: Mask }): Latent {
  const node = createNode({
    classType: 'SetLatentNoiseMask',
    title: 'Mask Noise',
    inputs: { samples, mask },
  })
  return outputOf(node, 0)
}

/** Shows picture and mask to a model that was made for inpainting. */
export function conditionInpaint({
  positive,
  negative,
  vae,
  image,
  mask,
}: {
  positive: Conditioning
  negative: Conditioning
  vae: Vae
  image: Image
  mask: Mask
}): { positive: Conditioning; negative: Conditioning; latent: Latent } {
  const node = createNode({
    classType: 'InpaintModelConditioning',
    title: 'Inpaint',
    inputs: { positive, negative, vae, pixels: image, mask, noise_mask: true },
  })
  return {
    positive: outputOf(node, 0),
    negative: outputOf(node, 1),
    latent: outputOf(node, 2),
  }
}

/** Puts the masked part of one picture over another. */
export function pasteMasked({
  destination,
  source,
  mask,
}: {
  destination: Image
  source: Image
  mask: Mask
}): Image {
  const node = createNode({
    classType: 'ImageCompositeMasked',
    title: 'Paste',
    inputs: { destination, source, x: 0, y: 0, resize_source: true, mask },
  })
  return outputOf(node, 0)
}
