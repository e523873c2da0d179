import { edgesOf } from '../painting/edges.ts'
import { greyPicture } from '../painting/greys.ts'
import { createFlatPicture, createPicture } from '../painting/picture.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeContext, NodeRun, NodeSet } from './node.ts'
import { eachImage, images, masks, withSharp } from './pictures.ts'

/** The mask of a picture without alpha, as LoadImage gives it. */
const noHoles = createFlatPicture(64, 64, 0)

const load: NodeRun = async (inputs: NodeInputs, context: NodeContext) => {
  const { pictures, channels, hasAlpha } = await context.loadImage(inputs.text('image'))
  const holes = channels.alpha.map((alpha) => withSharp(alpha, (image) => image.negate()))
  return {
    outputs: [
      { kind: 'IMAGE', pictures },
      { kind: 'MASK', pictures: hasAlpha ? holes : [noHoles] },
    ],
  }
}

const toChannel = (name: string): 'red' | 'green' | 'blue' | 'alpha' =>
  name === 'red' || name === 'green' || name === 'blue' ? name : 'alpha'

export const imageNodes: NodeSet = {
  LoadImage: load,
  LoadImageOutput: load,
  LoadImageMask: async (inputs, context) => {
    const { channels } = await context.loadImage(inputs.text('image'))
    const channel = toChannel(inputs.text('channel'))
    const pictures = channels[channel].slice(0, 1)
    return masks(
      channel === 'alpha'
        ? pictures.map((alpha) => withSharp(alpha, (image) => image.negate()))
        : pictures,
    )
  },
  ImageInvert: eachImage((picture) => withSharp(picture, (image) => image.negate())),
  ImageBlur: eachImage((picture, inputs) =>
    withSharp(picture, (image) => image.blur(Math.max(0.3, inputs.number('sigma')))),
  ),
  ImageSharpen: eachImage((picture, inputs) =>
    withSharp(picture, (image) => image.sharpen({ sigma: Math.max(0.3, inputs.number('sigma')) })),
  ),
  Canny: eachImage((picture, inputs) => {
    const least = inputs.number('low_threshold') * 160
    return greyPicture(picture.width, picture.height, async () =>
      edgesOf(await picture.pixels(), picture.width, picture.height).map((edge) =>
        edge >= least ? 255 : 0,
      ),
    )
  }),
  EmptyImage: (inputs) => {
    const [width, height] = [inputs.integer('width'), inputs.integer('height')]
    const colour = Buffer.alloc(3)
    colour.writeUIntBE(inputs.integer('color'), 0, 3)
    const picture = createPicture(width, height, () => Buffer.alloc(width * height * 3, colour))
    return images(Array.from({ length: inputs.integer('batch_size') }, () => picture))
  },
  GetImageSize: (inputs) => {
    const { pictures } = inputs.get('image', 'IMAGE')
    const sizes = [pictures[0]?.width ?? 0, pictures[0]?.height ?? 0, pictures.length]
    return { outputs: sizes.map((value) => ({ kind: 'LITERAL', value })) }
  },
}
