import type { Picture } from '../painting/picture.ts'
import { resizePicture } from '../painting/resize.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeRun, NodeSet } from './node.ts'
import { eachImage, images } from './pictures.ts'

interface Size {
  readonly width: number
  readonly height: number
  readonly crop?: boolean
}

type Sizer = (picture: Size, inputs: NodeInputs) => Size

const by = ({ width, height }: Size, factor: number): Size => ({
  width: Math.max(1, Math.round(width * factor)),
  height: Math.max(1, Math.round(height * factor)),
})

const toTotal = ({ width, height }: Size, megapixels: number, multiple: number): Size => {
  const factor = Math.sqrt((megapixels * 1024 * 1024) / (width * height))
  const side = (length: number): number =>
    Math.max(1, Math.round((length * factor) / multiple)) * multiple
  return { width: side(width), height: side(height) }
}

const dimensions = (inputs: NodeInputs, prefix = ''): Size => ({
  width: inputs.integer(`${prefix}width`, 0),
  height: inputs.integer(`${prefix}height`, 0),
  crop: inputs.text(`${prefix}crop`) === 'center',
})

const longer = (size: Size, side: number): Size =>
  by(size, side / Math.max(size.width, size.height))

const shorter = (size: Size, side: number): Size =>
  by(size, side / Math.min(size.width, size.height))

/** The sizes that Kontext was trained on. */
const kontextSizes = [672, 688, 720, 752, 800, 832, 880, 944, 1024].map((narrow, index) => ({
  narrow,
  wide: [1568, 1504, 1456, 1392, 1328, 1248, 1184, 1104, 1024][index] ?? 1024,
}))

const kontext: Sizer = ({ width, height }) => {
  const sizes = kontextSizes.flatMap(({ narrow, wide }) => [
    { width: narrow, height: wide, crop: true },
    { width: wide, height: narrow, crop: true },
  ])
  const off = (size: Size): number => Math.abs(size.width / size.height - width / height)
  return sizes.reduce((best, size) => (off(size) < off(best) ? size : best))
}

const resizers: Readonly<Record<string, Sizer>> = {
  'scale dimensions': (_, inputs) => dimensions(inputs, 'resize_type.'),
  'scale by multiplier': (size, inputs) => by(size, inputs.number('resize_type.multiplier')),
  'scale longer dimension': (size, inputs) =>
    longer(size, inputs.integer('resize_type.longer_size')),
  'scale shorter dimension': (size, inputs) =>
    shorter(size, inputs.integer('resize_type.shorter_size')),
  'scale width': (_, inputs) => ({ width: inputs.integer('resize_type.width'), height: 0 }),
  'scale height': (_, inputs) => ({ width: 0, height: inputs.integer('resize_type.height') }),
  'scale total pixels': (size, inputs) =>
    toTotal(
      size,
      inputs.number('resize_type.megapixels'),
      inputs.integer('resize_type.multiple', 1),
    ),
  'match size': (size, inputs) => {
    const [match = size] = inputs.get('resize_type.match', 'IMAGE', 'MASK').pictures
    const { width, height } = match
    return { width, height, crop: inputs.text('resize_type.crop') === 'center' }
  },
  'scale to multiple': ({ width, height }, inputs) => {
    const multiple = inputs.integer('resize_type.multiple')
    const down = (side: number): number => Math.floor(side / multiple) * multiple || side
    return { width: down(width), height: down(height), crop: true }
  },
}

const resized = (picture: Picture, size: Size): Picture =>
  (size.width === 0 && size.height === 0) ||
  (size.width === picture.width && size.height === picture.height)
    ? picture
    : resizePicture(picture, size)

const scaled = (sizer: Sizer, input = 'image'): NodeRun =>
  eachImage((picture, inputs) => resized(picture, sizer(picture, inputs)), input)

/** The overlapping tiles in which an upscaler works. */
const tilesOf = ({ width, height }: Size): number => {
  const along = (side: number): number => (side <= 512 ? 1 : Math.ceil((side - 32) / (512 - 32)))
  return along(width) * along(height)
}

/** The factor in the name of an upscaler ("4x-UltraSharp", "RealESRGAN_x4plus", "fake_2x"); four is the common one. */
const upscaleFactor = (name: string): number => {
  const match = /(\d)x|x(\d)/i.exec(name)
  return Number(match?.[1] ?? match?.[2] ?? 4)
}

export const scalingNodes: NodeSet = {
  ImageScale: scaled((_, inputs) => dimensions(inputs)),
  ImageScaleBy: scaled((size, inputs) => by(size, inputs.number('scale_by'))),
  ImageScaleToTotalPixels: scaled((size, inputs) =>
    toTotal(size, inputs.number('megapixels'), inputs.integer('resolution_steps', 1)),
  ),
  ImageScaleToMaxDimension: scaled((size, inputs) => longer(size, inputs.integer('largest_size'))),
  ResizeImagesByLongerEdge: scaled(
    (size, inputs) => longer(size, inputs.integer('longer_edge')),
    'images',
  ),
  ResizeImagesByShorterEdge: scaled(
    (size, inputs) => shorter(size, inputs.integer('shorter_edge')),
    'images',
  ),
  FluxKontextImageScale: scaled(kontext),
  ImageUpscaleWithModel: (inputs, context) => {
    const factor = upscaleFactor(inputs.named('upscale_model', 'UPSCALE_MODEL').name)
    const { pictures } = inputs.get('image', 'IMAGE')
    const max = pictures.reduce((sum, picture) => sum + tilesOf(picture), 0)
    for (let value = 1; value <= max; value += 1) context.progress({ value, max })
    return images(pictures.map((picture) => resized(picture, by(picture, factor))))
  },
  ResizeImageMaskNode: (inputs) => {
    const value = inputs.get('input', 'IMAGE', 'MASK')
    const sizer = resizers[inputs.text('resize_type')] ?? ((size: Size) => size)
    const pictures = value.pictures.map((picture) => resized(picture, sizer(picture, inputs)))
    return { outputs: [{ kind: value.kind, pictures }] }
  },
}
