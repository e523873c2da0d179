import { createNode, type Output } from '../graph/graph-node.ts'
import { type Image, type Latent, type Mask, outputOf } from '../graph/output.ts'

/** Pixels: a number, or what a node finds out. */
export type Pixels = number | Output<'INT'>

export interface PictureSize {
  readonly width: Pixels
  readonly height: Pixels
}

/** Scales to a size; what does not fit its proportions is cut off on both sides. */
export function scaleImage({ image, width, height }: { image: Image } & PictureSize): Image {
  const node = createNode({
    classType: 'ImageScale',
    title: 'Scale Image',
    inputs: { image, upscale_method: 'lanczos', width, height, crop: 'center' },
  })
  return outputOf(node, 0)
}

export function scaleImageBy({ image, factor }: { image: Image; factor: number }): Image {
  const node = createNode({
    classType: 'ImageScaleBy',
    title: 'Scale Image',
    inputs: { image, upscale_method: 'lanczos', scale_by: factor },
  })
  return outputOf(node, 0)
}

/** Scales to so many pixels in all, keeping the proportions; sides become multiples of `multiple`. */
export function scaleToPixels({
  image,
  megapixels,
  multiple,
}: {
  image: Image
  megapixels: number
  multiple: number
}): Image {
  const node = createNode({
    classType: 'ImageScaleToTotalPixels',
    title: 'Scale Image',
    inputs: { image, upscale_method: 'lanczos', megapixels, resolution_steps: multiple },
  })
  return outputOf(node, 0)
}

export function sizeOf({ image }: { image: Image }): PictureSize {
  const node = createNode({ classType: 'GetImageSize', title: 'Size', inputs: { image } })
  return { width: outputOf<'INT'>(node, 0), height: outputOf<'INT'>(node, 1) }
}

/** Adds grey margins; the mask covers them and fades into the picture over `feathering` pixels. */
export function padForOutpaint({
  image,
  left,
  top,
  right,
  bottom,
  feathering = 40,
}: {
  image: Image
  left: number
  top: number
  right: number
  bottom: number
  feathering?: number
}): { image: Image; mask: Mask } {
  const node = createNode({
    classType: 'ImagePadForOutpaint',
    title: 'Pad Image',
    inputs: { image, left, top, right, bottom, feathering },
  })
  return { image: outputOf(node, 0), mask: outputOf(node, 1) }
}

export function scaleLatentBy({ samples, factor }: { samples: Latent; factor: number }): Latent {
  const node = createNode({
    classType: 'LatentUpscaleBy',
    title: 'Upscale Latent',
    inputs: { samples, upscale_method: 'nearest-exact', scale_by: factor },
  })
  return outputOf(node, 0)
}

/** So many copies, each of which gets noise of its own. */
export function repeatLatent({ samples, amount }: { samples: Latent; amount: number }): Latent {
  const node = createNode({
    classType: 'RepeatLatentBatch',
    title: 'Repeat Latent',
    inputs: { samples, amount },
  })
  return outputOf(node, 0)
}

export function repeatImage({ image, amount }: { image: Image; amount: number }): Image {
  const node = createNode({
    classType: 'RepeatImageBatch',
    title: 'Repeat Image',
    inputs: { image, amount },
  })
  return outputOf(node, 0)
}
