import { limits, within } from './limits.ts'

/** Pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Width to height. */
export const shapes = {
  '1:1': 1,
  '3:4': 3 / 4,
  '2:3': 2 / 3,
  '9:16': 9 / 16,
  '4:3': 4 / 3,
  '3:2': 3 / 2,
  '16:9': 16 / 9,
} as const
export type Shape = keyof typeof shapes

export const isShape = (value: unknown): value is Shape =>
  typeof value === 'string' && Object.hasOwn(shapes, value)

export const shapeNames: readonly Shape[] = Object.keys(shapes).filter(isShape)

/** The size that checkpoints have when nothing is known of them. */
export const usualSize: Size = { width: 1024, height: 1024 }

/** From this many pixels on, sizes go in the steps of 64 that large models were trained in. */
const manyPixels = 1_000_000

/** Pixels by which the sides of a model's sizes differ. */
function stepOf({ width, height }: Size, multiple: number): number {
  const isCoarse = width % 64 === 0 && height % 64 === 0 && width * height >= manyPixels
  return isCoarse ? 64 : Math.max(limits.side.step, multiple)
}

interface ForModel {
  /** The size that suits the model. */
  readonly usual: Size
  /** Of what its sides are multiples. */
  readonly multiple: number
}

/** The size of a shape that has about as many pixels as suit the model, and never more. */
export function sizeOfShape(shape: Shape, { usual, multiple }: ForModel): Size {
  const ratio = shapes[shape]
  if (ratio === usual.width / usual.height) return usual
  const area = usual.width * usual.height
  const step = stepOf(usual, multiple)
  const { max } = limits.side
  let best = { ...usual, distance: Number.POSITIVE_INFINITY }
  for (let width = step; width <= max; width += step) {
    const wanted = width / ratio / step
    for (const height of [Math.floor(wanted) * step, Math.ceil(wanted) * step]) {
      const isPossible = height >= limits.side.min && height <= max && width >= limits.side.min
      if (!isPossible || width * height > area) continue
      const distance =
        Math.abs(Math.log(width / height / ratio)) + Math.abs(Math.log((width * height) / area))
      if (distance < best.distance) best = { width, height, distance }
    }
  }
  return { width: best.width, height: best.height }
}

/** The shape that the model's own size has, or that a size has at that many pixels. */
export const shapeOfSize = (size: Size, forModel: ForModel): Shape | undefined =>
  shapeNames.find((shape) => {
    const { width, height } = sizeOfShape(shape, forModel)
    return width === size.width && height === size.height
  })

export const swapped = ({ width, height }: Size): Size => ({ width: height, height: width })

const flipped: Readonly<Record<Shape, Shape>> = {
  '1:1': '1:1',
  '3:4': '4:3',
  '4:3': '3:4',
  '2:3': '3:2',
  '3:2': '2:3',
  '9:16': '16:9',
  '16:9': '9:16',
}
/** The same shape on its side. */
export const flippedShape = (shape: Shape): Shape => flipped[shape]

/** The nearest size that the API and the model take. */
export const nearestSize = ({ width, height }: Size, multiple: number = limits.side.step): Size => {
  const side = { ...limits.side, step: Math.max(limits.side.step, multiple) }
  return { width: within(side, width), height: within(side, height) }
}
