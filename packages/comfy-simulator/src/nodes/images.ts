import sharp, { type Sharp } from 'sharp'
import { createFlatPicture, createPicture, type Picture } from '../painting/picture.ts'
import { resizePicture } from '../painting/resize.ts'
import { str } from '../python/repr.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeContext, NodeResult, NodeRun, NodeSet } from './node.ts'

const images = (pictures: readonly Picture[]): NodeResult => ({
  outputs: [{ kind: 'IMAGE', pictures }],
})

const each = (inputs: NodeInputs, change: (picture: Picture) => Picture): NodeResult =>
  images(inputs.get('image', 'IMAGE').pictures.map(change))

const filtered = (change: (image: Sharp, inputs: NodeInputs) => Sharp): NodeRun => {
  return (inputs) =>
    each(inputs, (picture) =>
      createPicture(picture.width, picture.height, async () =>
        change(
          sharp(await picture.pixels(), {
            raw: { width: picture.width, height: picture.height, channels: 3 },
          }),
          inputs,
        )
          .raw()
          .toBuffer(),
      ),
    )
}

const save = async (
  inputs: NodeInputs,
  context: NodeContext,
  place: { type: 'output' | 'temp'; prefix: string },
): Promise<NodeResult> => {
  const { pictures } = inputs.get('images', 'IMAGE')
  const saved = await context.saveImages(pictures, place)
  return { ui: { images: saved.map((image) => ({ ...image })) } }
}

export const imageNodes: NodeSet = {
  SaveImage: (inputs, context) =>
    save(inputs, context, { type: 'output', prefix: inputs.text('filename_prefix') }),
  PreviewImage: (inputs, context) => save(inputs, context, { type: 'temp', prefix: 'ComfyUI' }),
  SaveImageWebsocket: async (inputs, context) => {
    const { pictures } = inputs.get('images', 'IMAGE')
    for (const [value, picture] of pictures.entries()) {
      await context.sendImage({ value, max: pictures.length, picture })
    }
    return {}
  },
  LoadImage: async (inputs, context) => {
    const { image, mask } = await context.loadImage(inputs.text('image'))
    return {
      outputs: [
        { kind: 'IMAGE', pictures: [image] },
        { kind: 'MASK', pictures: [mask] },
      ],
    }
  },
  LoadImageMask: async (inputs, context) => {
    const { mask } = await context.loadImage(inputs.text('image'))
    return { outputs: [{ kind: 'MASK', pictures: [mask] }] }
  },
  ImageScale: (inputs) =>
    each(inputs, (picture) =>
      resizePicture(picture, {
        width: inputs.integer('width'),
        height: inputs.integer('height'),
        crop: inputs.text('crop') === 'center',
      }),
    ),
  ImageScaleBy: (inputs) => {
    const scale = inputs.number('scale_by')
    return each(inputs, (picture) =>
      resizePicture(picture, {
        width: Math.max(1, Math.round(picture.width * scale)),
        height: Math.max(1, Math.round(picture.height * scale)),
      }),
    )
  },
  ImageScaleToTotalPixels: (inputs) => {
    const total = inputs.number('megapixels') * 1024 * 1024
    return each(inputs, (picture) => {
      const scale = Math.sqrt(total / (picture.width * picture.height))
      return resizePicture(picture, {
        width: Math.round(picture.width * scale),
        height: Math.round(picture.height * scale),
      })
    })
  },
  ImageUpscaleWithModel: (inputs) => {
    // Upscalers carry their factor in their name ("4x-UltraSharp"); four is the common one.
    const factor = Number(
      /(\d)x|x(\d)/i.exec(inputs.get('upscale_model', 'UPSCALE_MODEL').name)?.[1] ?? 4,
    )
    return each(inputs, (picture) =>
      resizePicture(picture, { width: picture.width * factor, height: picture.height * factor }),
    )
  },
  ImageInvert: filtered((image) => image.negate()),
  ImageBlur: filtered((image, inputs) => image.blur(Math.max(0.3, inputs.number('sigma')))),
  ImageSharpen: filtered((image, inputs) =>
    image.sharpen({ sigma: Math.max(0.3, inputs.number('sigma')) }),
  ),
  ImageFlip: filtered((image, inputs) =>
    inputs.text('flip_method').startsWith('x') ? image.flip() : image.flop(),
  ),
  ImageBatch: (inputs) => {
    const first = inputs.get('image1', 'IMAGE').pictures
    const [size = { width: 512, height: 512 }] = first
    const second = inputs
      .get('image2', 'IMAGE')
      .pictures.map((picture) => resizePicture(picture, { ...size, crop: true }))
    return images([...first, ...second])
  },
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
  SolidMask: (inputs) => {
    const grey = Math.round(inputs.number('value') * 255)
    const mask = createFlatPicture(inputs.integer('width'), inputs.integer('height'), grey)
    return { outputs: [{ kind: 'MASK', pictures: [mask] }] }
  },
  MaskToImage: (inputs) => images(inputs.get('mask', 'MASK').pictures),
  ImageToMask: (inputs) => ({
    outputs: [{ kind: 'MASK', pictures: inputs.get('image', 'IMAGE').pictures }],
  }),
  PreviewAny: (inputs) => ({ ui: { text: [str(inputs.literal('source'))] } }),
}
