import { mixByMask } from '../painting/mix.ts'
import { createFlatPicture, createPicture, type Picture } from '../painting/picture.ts'
import { resizePicture } from '../painting/resize.ts'
import { composited, flipped, turned } from './arranging.ts'
import { checkDecoding, withSeen } from './fitting.ts'
import { frames } from './frames.ts'
import type { NodeInputs } from './inputs.ts'
import { growMask } from './masks.ts'
import type { NodeRun, NodeSet } from './node.ts'
import { withSharp } from './pictures.ts'
import type { ConditioningValue, LatentValue, NamedValue } from './values.ts'

/** Pixels for one point of a latent. */
const point = 8

const down = (side: number, to = point): number => Math.max(to, Math.floor(side / to) * to)

/** A latent in which nothing has been painted; a video counts its frames in steps of `step`. */
export const emptyLatent = (
  inputs: NodeInputs,
  { side = point, step = 4 }: { side?: number; step?: number } = {},
): LatentValue => {
  const blank = createFlatPicture(
    down(inputs.integer('width'), side),
    down(inputs.integer('height'), side),
    127,
  )
  const pictures = Array.from({ length: inputs.integer('batch_size', 1) }, () => blank)
  const length = inputs.has('length')
    ? { length: Math.floor((inputs.integer('length') - 1) / step) * step + 1 }
    : {}
  return { kind: 'LATENT', pictures, isEmpty: true, ...length }
}

const empty = (size?: { side?: number; step?: number }): NodeRun => {
  return (inputs) => ({ outputs: [emptyLatent(inputs, size)] })
}

/** A picture as a VAE takes it: its middle, in whole points. */
const inPoints = (picture: Picture): Picture => {
  const { width, height } = picture
  const size = { width: down(width), height: down(height) }
  if (size.width === width && size.height === height) return picture
  const [left, top] = [Math.floor((width % point) / 2), Math.floor((height % point) / 2)]
  return width < point || height < point
    ? resizePicture(picture, size)
    : withSharp(picture, (image) => image.extract({ left, top, ...size }), size)
}

export const encode = (pictures: readonly Picture[], vae?: NamedValue): LatentValue => ({
  kind: 'LATENT',
  pictures: pictures.map(inPoints),
  isEmpty: false,
  ...(vae?.channels !== undefined && { channels: vae.channels }),
})

/** Pictures, or for a video its frames. */
export const decode = ({ pictures, length = 1 }: LatentValue): readonly Picture[] =>
  length === 1 ? pictures : pictures.flatMap((picture) => frames(picture, length))

const decoded: NodeRun = (inputs) => {
  const samples = inputs.get('samples', 'LATENT')
  checkDecoding(inputs.named('vae', 'VAE'), samples)
  return { outputs: [{ kind: 'IMAGE', pictures: decode(samples) }] }
}

const encoded: NodeRun = (inputs) => {
  const vae = inputs.named('vae', 'VAE')
  return { outputs: [encode(inputs.get('pixels', 'IMAGE').pictures, vae)] }
}

const fitted = (mask: Picture, { width, height }: Picture): Picture =>
  mask.width === width && mask.height === height ? mask : resizePicture(mask, { width, height })

/** Grey where the mask is: what an inpainting model is shown. */
const emptied = (picture: Picture, mask: Picture): Picture =>
  createPicture(picture.width, picture.height, async () => {
    const grey = createFlatPicture(picture.width, picture.height, 127)
    const hard = withSharp(fitted(mask, picture), (image) =>
      image.threshold(128, { greyscale: false }),
    )
    return mixByMask(await picture.pixels(), await grey.pixels(), await hard.pixels())
  })

const encodedForInpaint: NodeRun = (inputs) => {
  const vae = inputs.named('vae', 'VAE')
  const { pictures } = inputs.get('pixels', 'IMAGE')
  const [mask] = inputs.get('mask', 'MASK').pictures
  const [first] = pictures
  if (mask === undefined || first === undefined) return { outputs: [encode(pictures, vae)] }
  const whole = inPoints(fitted(mask, first))
  const hard = withSharp(whole, (image) => image.threshold(128, { greyscale: false }))
  const grown = growMask(hard, Math.ceil((inputs.integer('grow_mask_by') - 1) / 2), true)
  const latent = encode(
    pictures.map((picture) => emptied(picture, fitted(mask, picture))),
    vae,
  )
  return { outputs: [{ ...latent, noiseMask: grown }] }
}

const inpaintConditioning: NodeRun = (inputs) => {
  const vae = inputs.named('vae', 'VAE')
  const latent = encode(inputs.get('pixels', 'IMAGE').pictures, vae)
  const [mask] = inputs.get('mask', 'MASK').pictures
  const cond = (name: string): ConditioningValue =>
    withSeen(inputs.get(name, 'CONDITIONING'), inputs)
  const isMasked = inputs.flag('noise_mask', true) && mask !== undefined
  return {
    outputs: [
      cond('positive'),
      cond('negative'),
      isMasked ? { ...latent, noiseMask: mask } : latent,
    ],
  }
}

/** A latent whose pictures are changed one by one. */
const each = (
  change: (picture: Picture, inputs: NodeInputs) => Picture,
  input = 'samples',
): NodeRun => {
  return (inputs) => {
    const latent = inputs.get(input, 'LATENT')
    const pictures = latent.pictures.map((picture) => change(picture, inputs))
    return { outputs: [{ ...latent, pictures }] }
  }
}

const upscaled = (picture: Picture, inputs: NodeInputs): Picture => {
  const [width, height] = [inputs.integer('width'), inputs.integer('height')]
  if (width === 0 && height === 0) return picture
  const along = (side: number, other: number, from: number, to: number): number =>
    side > 0 ? side : Math.max(64, Math.round((other / to) * from))
  return resizePicture(picture, {
    width: down(along(width, height, picture.width, picture.height)),
    height: down(along(height, width, picture.height, picture.width)),
    crop: inputs.text('crop') === 'center',
  })
}

export const latentNodes: NodeSet = {
  EmptyLatentImage: empty(),
  EmptySD3LatentImage: empty(),
  EmptyFlux2LatentImage: empty({ side: 16 }),
  EmptyHunyuanImageLatent: empty({ side: 32 }),
  EmptyLTXVLatentVideo: empty({ side: 32, step: 8 }),
  VAEDecode: decoded,
  VAEDecodeTiled: decoded,
  VAEEncode: encoded,
  VAEEncodeTiled: encoded,
  VAEEncodeForInpaint: encodedForInpaint,
  InpaintModelConditioning: inpaintConditioning,
  SetLatentNoiseMask: (inputs) => {
    const [noiseMask] = inputs.get('mask', 'MASK').pictures
    const latent = inputs.get('samples', 'LATENT')
    return { outputs: [noiseMask === undefined ? latent : { ...latent, noiseMask }] }
  },
  LatentUpscale: each(upscaled),
  LatentUpscaleBy: each((picture, inputs) => {
    const scale = inputs.number('scale_by')
    return resizePicture(picture, {
      width: Math.round((picture.width / point) * scale) * point,
      height: Math.round((picture.height / point) * scale) * point,
    })
  }),
  LatentFlip: each((picture, inputs) => flipped(picture, inputs.text('flip_method'))),
  LatentRotate: each((picture, inputs) => turned(picture, inputs.text('rotation'))),
  LatentComposite: (inputs) => {
    const latent = inputs.get('samples_to', 'LATENT')
    const [source] = inputs.get('samples_from', 'LATENT').pictures
    const pictures = latent.pictures.map((below) =>
      source === undefined ? below : composited(below, source, inputs),
    )
    return { outputs: [{ ...latent, pictures, isEmpty: false }] }
  },
  LatentCompositeMasked: (inputs) => {
    const latent = inputs.get('destination', 'LATENT')
    const [source] = inputs.get('source', 'LATENT').pictures
    const pictures = latent.pictures.map((below) =>
      source === undefined ? below : composited(below, source, inputs),
    )
    return { outputs: [{ ...latent, pictures, isEmpty: false }] }
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
  TrimVideoLatent: (inputs) => {
    const latent = inputs.get('samples', 'LATENT')
    const length = Math.max(1, (latent.length ?? 1) - inputs.integer('trim_amount') * 4)
    return { outputs: [{ ...latent, length }] }
  },
}
