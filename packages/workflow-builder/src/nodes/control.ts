import { createNode } from '../graph/graph-node.ts'
import {
  type Conditioning,
  type ControlNet,
  type Image,
  type Latent,
  type Mask,
  outputOf,
  type Vae,
} from '../graph/output.ts'

/** Tells a ControlNet that knows several kinds of pictures which kind it gets. */
export function setControlType({
  controlNet,
  type,
}: {
  controlNet: ControlNet
  type: string
}): ControlNet {
  const node = createNode({
    classType: 'SetUnionControlNetType',
    title: 'ControlNet Type',
    inputs: { control_net: controlNet, type },
  })
  return outputOf(node, 0)
}

/** A ControlNet that sees picture and mask, and fills the masked part. */
export function applyInpaintControlNet({
  positive,
  negative,
  controlNet,
  vae,
  image,
  mask,
  strength,
  start,
  end,
}: {
  positive: Conditioning
  negative: Conditioning
  controlNet: ControlNet
  vae: Vae
  image: Image
  mask: Mask
  strength: number
  start: number
  end: number
}): { positive: Conditioning; negative: Conditioning } {
  const node = createNode({
    classType: 'ControlNetInpaintingAliMamaApply',
    title: 'Apply ControlNet',
    inputs: {
      positive,
      negative,
      control_net: controlNet,
      vae,
      image,
      mask,
      strength,
      start_percent: start,
      end_percent: end,
    },
  })
  return { positive: outputOf(node, 0), negative: outputOf(node, 1) }
}

/** Shows a picture to a model that was made for such pictures, as FLUX.1 Canny and Depth are. */
export function conditionPicture({
  positive,
  negative,
  vae,
  image,
}: {
  positive: Conditioning
  negative: Conditioning
  vae: Vae
  image: Image
}): { positive: Conditioning; negative: Conditioning; latent: Latent } {
  const node = createNode({
    classType: 'InstructPixToPixConditioning',
    title: 'Control Picture',
    inputs: { positive, negative, vae, pixels: image },
  })
  return {
    positive: outputOf(node, 0),
    negative: outputOf(node, 1),
    latent: outputOf(node, 2),
  }
}
