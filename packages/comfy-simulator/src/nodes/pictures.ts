import sharp, { type Sharp } from 'sharp'
import { createPicture, type Picture } from '../painting/picture.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeResult, NodeRun } from './node.ts'

export const images = (pictures: readonly Picture[]): NodeResult => ({
  outputs: [{ kind: 'IMAGE', pictures }],
})

export const masks = (pictures: readonly Picture[]): NodeResult => ({
  outputs: [{ kind: 'MASK', pictures }],
})

/** A node that changes each picture of one input. */
export const eachImage = (
  change: (picture: Picture, inputs: NodeInputs) => Picture,
  input = 'image',
): NodeRun => {
  return (inputs) =>
    images(inputs.get(input, 'IMAGE').pictures.map((picture) => change(picture, inputs)))
}

/** The picture as sharp changes it; the size must be known before. */
export const withSharp = (
  picture: Picture,
  change: (image: Sharp) => Sharp,
  { width, height }: { width: number; height: number } = picture,
): Picture =>
  createPicture(width, height, async () =>
    change(
      sharp(await picture.pixels(), {
        raw: { width: picture.width, height: picture.height, channels: 3 },
      }),
    )
      .raw()
      .toBuffer(),
  )
