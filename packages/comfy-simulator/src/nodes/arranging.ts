import { greyPicture } from '../painting/greys.ts'
import { mixByMask } from '../painting/mix.ts'
import { paste } from '../painting/paste.ts'
import { createFlatPicture, createPicture, type Picture } from '../painting/picture.ts'
import { resizePicture } from '../painting/resize.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeResult, NodeRun, NodeSet } from './node.ts'
import { eachImage, images, withSharp } from './pictures.ts'

/** Several pictures on one canvas; later ones lie above earlier ones. */
const arranged = (
  { width, height }: { width: number; height: number },
  background: readonly [number, number, number],
  parts: readonly { readonly picture: Picture; readonly x: number; readonly y: number }[],
): Picture =>
  createPicture(width, height, async () => {
    const canvas = Buffer.alloc(width * height * 3, Buffer.from(background))
    for (const { picture, x, y } of parts) {
      const { width: wide, height: high } = picture
      const pixels = await picture.pixels()
      paste(canvas, { width, height }, { x, y, width: wide, height: high, pixels })
    }
    return canvas
  })

/** The part of a picture in a rectangle, which ends where the picture ends. */
const cropped = (
  picture: Picture,
  rectangle: { x: number; y: number; width: number; height: number },
): Picture => {
  const x = Math.min(rectangle.x, picture.width - 1)
  const y = Math.min(rectangle.y, picture.height - 1)
  const width = Math.max(1, Math.min(rectangle.width, picture.width - x))
  const height = Math.max(1, Math.min(rectangle.height, picture.height - y))
  return arranged({ width, height }, [0, 0, 0], [{ picture, x: -x, y: -y }])
}

/** One batch of all pictures, in the size of the first. */
const batched = (pictures: readonly Picture[]): readonly Picture[] => {
  const [first] = pictures
  if (first === undefined) return pictures
  const { width, height } = first
  return pictures.map((picture) =>
    picture.width === width && picture.height === height
      ? picture
      : resizePicture(picture, { width, height, crop: true }),
  )
}

/** All pictures of a growing group of inputs, or of two named ones. */
const batch: NodeRun = (inputs) => {
  const values = inputs.values.filter(({ kind }) => kind === 'IMAGE' || kind === 'MASK')
  const pictures = values.flatMap((value) => ('pictures' in value ? (value.pictures ?? []) : []))
  const isMask = values[0]?.kind === 'MASK'
  return { outputs: [{ kind: isMask ? 'MASK' : 'IMAGE', pictures: batched(pictures) }] }
}

const spacingColours: Readonly<Record<string, readonly [number, number, number]>> = {
  white: [255, 255, 255],
  black: [0, 0, 0],
  red: [255, 0, 0],
  green: [0, 255, 0],
  blue: [0, 0, 255],
}

/** Two pictures side by side, or one above the other. */
const stitched = (first: Picture, second: Picture, inputs: NodeInputs): Picture => {
  const direction = inputs.text('direction')
  const isAcross = direction === 'left' || direction === 'right'
  const same = isAcross ? { width: 0, height: first.height } : { width: first.width, height: 0 }
  const fitted = inputs.flag('match_image_size', true) ? resizePicture(second, same) : second
  const isReversed = direction === 'left' || direction === 'up'
  const [before, after] = isReversed ? [fitted, first] : [first, fitted]
  const gap = inputs.integer('spacing_width', 0)
  const size = isAcross
    ? {
        width: before.width + gap + after.width,
        height: Math.max(before.height, after.height),
      }
    : {
        width: Math.max(before.width, after.width),
        height: before.height + gap + after.height,
      }
  const next = isAcross ? { x: before.width + gap, y: 0 } : { x: 0, y: before.height + gap }
  const background = spacingColours[inputs.text('spacing_color')] ?? [255, 255, 255]
  return arranged(size, background, [
    { picture: before, x: 0, y: 0 },
    { picture: after, ...next },
  ])
}

/** The picture with a grey border, and the mask of the border, feathered into the picture. */
const padded = (inputs: NodeInputs): NodeResult => {
  const [left, top] = [inputs.integer('left'), inputs.integer('top')]
  const [right, bottom] = [inputs.integer('right'), inputs.integer('bottom')]
  const feathering = inputs.integer('feathering')
  const { pictures } = inputs.get('image', 'IMAGE')
  const [first] = pictures
  const inner = { width: first?.width ?? 0, height: first?.height ?? 0 }
  const size = { width: inner.width + left + right, height: inner.height + top + bottom }
  const isFeathered = feathering > 0 && feathering * 2 < Math.min(inner.width, inner.height)
  const greyAt = (x: number, y: number): number => {
    if (x < 0 || y < 0 || x >= inner.width || y >= inner.height) return 255
    const distance = Math.min(
      top > 0 ? y : inner.height,
      bottom > 0 ? inner.height - y : inner.height,
      left > 0 ? x : inner.width,
      right > 0 ? inner.width - x : inner.width,
    )
    return isFeathered && distance < feathering
      ? Math.round(255 * ((feathering - distance) / feathering) ** 2)
      : 0
  }
  const mask = greyPicture(size.width, size.height, () =>
    new Uint8Array(size.width * size.height).map((_, at) =>
      greyAt((at % size.width) - left, Math.floor(at / size.width) - top),
    ),
  )
  const extended = pictures.map((picture) =>
    arranged(size, [127, 127, 127], [{ picture, x: left, y: top }]),
  )
  return {
    outputs: [
      { kind: 'IMAGE', pictures: extended },
      { kind: 'MASK', pictures: [mask] },
    ],
  }
}

/** One picture over another at a place, through a mask if there is one. */
export const composited = (below: Picture, above: Picture, inputs: NodeInputs): Picture => {
  const [x, y] = [inputs.integer('x', 0), inputs.integer('y', 0)]
  const source = inputs.flag('resize_source') ? resizePicture(above, below) : above
  const together = arranged(
    below,
    [0, 0, 0],
    [
      { picture: below, x: 0, y: 0 },
      { picture: source, x, y },
    ],
  )
  const mask = inputs.has('mask') ? inputs.get('mask', 'MASK').pictures[0] : undefined
  if (mask === undefined) return together
  const placed = arranged(
    below,
    [0, 0, 0],
    [{ picture: resizePicture(mask, { width: source.width, height: source.height }), x, y }],
  )
  return createPicture(below.width, below.height, async () =>
    mixByMask(await below.pixels(), await together.pixels(), await placed.pixels()),
  )
}

const turns: Readonly<Record<string, number>> = {
  '90 degrees': 90,
  '180 degrees': 180,
  '270 degrees': 270,
}

export const turned = (picture: Picture, rotation: string): Picture => {
  const degrees = turns[rotation] ?? 0
  const { width, height } = picture
  const size = degrees % 180 === 0 ? { width, height } : { width: height, height: width }
  return degrees === 0 ? picture : withSharp(picture, (image) => image.rotate(degrees), size)
}

export const flipped = (picture: Picture, method: string): Picture =>
  withSharp(picture, (image) => (method.startsWith('x') ? image.flip() : image.flop()))

export const arrangingNodes: NodeSet = {
  ImageBatch: batch,
  BatchImagesNode: batch,
  BatchMasksNode: batch,
  ImageStitch: (inputs) => {
    const first = inputs.get('image1', 'IMAGE').pictures
    if (!inputs.has('image2')) return images(first)
    const second = inputs.get('image2', 'IMAGE').pictures
    return images(
      first.map((picture, index) =>
        stitched(picture, second[Math.min(index, second.length - 1)] ?? picture, inputs),
      ),
    )
  },
  ImagePadForOutpaint: padded,
  ImageCompositeMasked: (inputs) => {
    const [source] = inputs.get('source', 'IMAGE').pictures
    const { pictures } = inputs.get('destination', 'IMAGE')
    return images(
      source === undefined ? pictures : pictures.map((below) => composited(below, source, inputs)),
    )
  },
  ImageCrop: eachImage((picture, inputs) =>
    cropped(picture, {
      x: inputs.integer('x'),
      y: inputs.integer('y'),
      width: inputs.integer('width'),
      height: inputs.integer('height'),
    }),
  ),
  ImageCropV2: eachImage((picture, inputs) => {
    const region = inputs.dict('crop_region')
    const side = (name: string, unless: number): number => Number(region.get(name) ?? unless)
    return cropped(picture, {
      x: side('x', 0),
      y: side('y', 0),
      width: side('width', 512),
      height: side('height', 512),
    })
  }),
  RepeatImageBatch: (inputs) => {
    const { pictures } = inputs.get('image', 'IMAGE')
    return images(Array.from({ length: inputs.integer('amount') }, () => pictures).flat())
  },
  ImageFromBatch: (inputs) => {
    const { pictures } = inputs.get('image', 'IMAGE')
    const index = inputs.integer('batch_index')
    const first = Math.max(
      0,
      Math.min(pictures.length - 1, index < 0 ? index + pictures.length : index),
    )
    return images(pictures.slice(first, first + inputs.integer('length')))
  },
  ImageFlip: eachImage((picture, inputs) => flipped(picture, inputs.text('flip_method'))),
  ImageRotate: eachImage((picture, inputs) => turned(picture, inputs.text('rotation'))),
  JoinImageWithAlpha: (inputs) => {
    const { pictures } = inputs.get('image', 'IMAGE')
    const holes = inputs.get('alpha', 'MASK').pictures
    const alpha = pictures.map((picture, index) => {
      const { width, height } = picture
      const hole = holes[Math.min(index, holes.length - 1)]
      const opaque = createFlatPicture(width, height, 255)
      if (hole === undefined) return opaque
      return withSharp(resizePicture(hole, { width, height }), (image) => image.negate())
    })
    return { outputs: [{ kind: 'IMAGE', pictures, alpha }] }
  },
  SplitImageWithAlpha: (inputs) => {
    const { pictures, alpha } = inputs.get('image', 'IMAGE')
    const holes =
      alpha?.map((one) => withSharp(one, (image) => image.negate())) ??
      pictures.map(({ width, height }) => createFlatPicture(width, height, 0))
    return {
      outputs: [
        { kind: 'IMAGE', pictures },
        { kind: 'MASK', pictures: holes },
      ],
    }
  },
}
