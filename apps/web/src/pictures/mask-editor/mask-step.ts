export interface Point {
  readonly x: number
  readonly y: number
}

export interface Dab extends Point {
  /** From 0 to 1, by which the brush is as wide; 1 for what knows no pressure. */
  readonly pressure: number
}

/** One thing that was done to a mask, in pixels of the picture. */
export type MaskStep =
  | {
      readonly kind: 'brush'
      readonly erases: boolean
      /** The diameter at full pressure. */
      readonly size: number
      readonly dabs: readonly Dab[]
    }
  | { readonly kind: 'area'; readonly erases: boolean; readonly corners: readonly Point[] }
  | { readonly kind: 'invert' }
  | { readonly kind: 'clear' }

export const rectangle = (from: Point, to: Point): readonly Point[] => [
  from,
  { x: to.x, y: from.y },
  to,
  { x: from.x, y: to.y },
]

/** Whether a dab adds anything that is seen: far nearer than the brush is wide, it does not. */
export const isFar = (from: Dab, to: Dab, size: number): boolean =>
  Math.hypot(to.x - from.x, to.y - from.y) >= size / 12 ||
  Math.abs(to.pressure - from.pressure) >= 0.1

/** A mouse says 0.5 and a finger 0 or 1, whatever they do: only a pen has pressure. */
export const pressureOf = (pointerType: string, pressure: number): number =>
  pointerType === 'pen' ? Math.max(0.1, pressure) : 1

/** Smallest and largest brush, in pixels of the picture, for pictures of any size. */
export function brushLimits({
  width,
  height,
}: {
  readonly width: number
  readonly height: number
}): { readonly least: number; readonly most: number } {
  const longest = Math.max(width, height)
  return {
    least: Math.max(1, Math.round(longest / 500)),
    most: Math.max(8, Math.round(longest / 2)),
  }
}

/** The next larger or smaller brush: by an eighth, and at least a pixel. */
export function steppedBrush(
  size: number,
  direction: 1 | -1,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const next = size + direction * Math.max(1, Math.round(size / 8))
  return Math.min(most, Math.max(least, next))
}
