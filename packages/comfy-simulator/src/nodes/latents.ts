import { createFlatPicture, type Picture } from '../painting/picture.ts'
import { resizePicture } from '../painting/resize.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeRun, NodeSet } from './node.ts'
import type { LatentValue } from './values.ts'

const empty: NodeRun = (inputs) => {
  const blank = createFlatPicture(
    Math.floor(inputs.integer('width') / 8) * 8,
    Math.floor(inputs.integer('height') / 8) * 8,
    127,
  )
  const pictures = Array.from({ length: inputs.integer('batch_size') }, () => blank)
  return { outputs: [{ kind: 'LATENT', pictures, isEmpty: true }] }
}

const decode: NodeRun = (inputs) => {
  inputs.get('vae', 'VAE')
  return { outputs: [{ kind: 'IMAGE', pictures: inputs.get('samples', 'LATENT').pictures }] }
}

const encode: NodeRun = (inputs) => {
  inputs.get('vae', 'VAE')
  const { pictures } = inputs.get('pixels', 'IMAGE')
  return { outputs: [{ kind: 'LATENT', pictures, isEmpty: false }] }
}

const resized = (
  inputs: NodeInputs,
  size: (picture: Picture) => { width: number; height: number },
): LatentValue => {
  const latent = inputs.get('samples', 'LATENT')
  return {
    ...latent,
    pictures: latent.pictures.map((picture) => resizePicture(picture, size(picture))),
  }
}

export const latentNodes: NodeSet = {
  EmptyLatentImage: empty,
  EmptySD3LatentImage: empty,
  EmptyFlux2LatentImage: empty,
  EmptyHunyuanImageLatent: empty,
  VAEDecode: decode,
  VAEDecodeTiled: decode,
  VAEEncode: encode,
  VAEEncodeTiled: encode,
  VAEEncodeForInpaint: encode,
  InpaintModelConditioning: (inputs) => ({
    outputs: [
      inputs.get('positive', 'CONDITIONING'),
      inputs.get('negative', 'CONDITIONING'),
      { kind: 'LATENT', pictures: inputs.get('pixels', 'IMAGE').pictures, isEmpty: false },
    ],
  }),
  LatentUpscale: (inputs) => ({
    outputs: [
      resized(inputs, () => ({ width: inputs.integer('width'), height: inputs.integer('height') })),
    ],
  }),
  LatentUpscaleBy: (inputs) => {
    const scale = inputs.number('scale_by')
    return {
      outputs: [
        resized(inputs, ({ width, height }) => ({
          width: Math.round((width / 8) * scale) * 8,
          height: Math.round((height / 8) * scale) * 8,
        })),
      ],
    }
  },
  LatentFromBatch: (inputs) => {
    const latent = inputs.get('samples', 'LATENT')
    const first = Math.min(latent.pictures.length - 1, inputs.integer('batch_index'))
    const pictures = latent.pictures.slice(first, first + inputs.integer('length'))
    return { outputs: [{ ...latent, pictures }] }
  },
  RepeatLatentBatch: (inputs) => {
    const latent = inputs.get('samples', 'LATENT')
    const pictures = Array.from({ length: inputs.integer('amount') }, () => latent.pictures).flat()
    return { outputs: [{ ...latent, pictures }] }
  },
  SetLatentNoiseMask: (inputs) => {
    inputs.get('mask', 'MASK')
    return { outputs: [inputs.get('samples', 'LATENT')] }
  },
}
