import { wrongField } from './wrong-field.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

const smallest = 64
const largest = 2048

/**
 * The size that is asked for, cut to multiples of 8 as A1111 does; undefined when neither side is said, so that the
 * model decides. A side alone stands beside A1111's 512. @throws DoorError 422
 */
export function toSize(width: number | undefined, height: number | undefined): Size | undefined {
  if (width === undefined && height === undefined) return undefined
  return { width: toSide('width', width), height: toSide('height', height) }
}

function toSide(field: string, pixels = 512): number {
  const side = Math.floor(pixels / 8) * 8
  if (side >= smallest && side <= largest) return side
  throw wrongField(field, `must be ${smallest} to ${largest} pixels, and not ${pixels}`)
}
