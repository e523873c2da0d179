import type { Random } from './random.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

const n = (value: number): string => value.toFixed(1)

/** A ridge from left to right by halving: a rough one is jagged, a smooth one rolling. */
export const ridge = (
  random: Random,
  {
    width,
    base,
    height,
    roughness,
    detail = 6,
  }: {
    width: number
    base: number
    height: number
    roughness: number
    detail?: number
  },
): readonly Point[] => {
  let heights = [random.between(-0.5, 0.5), random.between(-0.6, 0.6), random.between(-0.5, 0.5)]
  let swing = 0.9
  for (let round = 0; round < detail; round += 1) {
    heights = heights.flatMap((value, at) => {
      const next = heights[at + 1]
      if (next === undefined) return [value]
      return [value, (value + next) / 2 + random.between(-0.5, 0.5) * swing]
    })
    swing *= roughness
  }
  const last = heights.length - 1
  return heights.map((value, at) => ({ x: (at / last) * width, y: base - value * height }))
}

/** The ridge, closed along the bottom of the picture. */
export const landPath = (points: readonly Point[], width: number, bottom: number): string =>
  `M0 ${n(bottom)}L${points.map(({ x, y }) => `${n(x)} ${n(y)}`).join('L')}L${n(width)} ${n(bottom)}Z`

/** The height of the ridge at x. */
export const heightAt = (points: readonly Point[], width: number, x: number): number => {
  const at = Math.max(0, Math.min(points.length - 1, Math.round((x / width) * (points.length - 1))))
  return points[at]?.y ?? 0
}

/** A conifer in layers. */
export const pine = (random: Random, { x, y }: Point, size: number): string => {
  const layers = 4
  const half = size * random.between(0.2, 0.28)
  const sides = (direction: 1 | -1): readonly string[] =>
    Array.from({ length: layers }, (_, layer) => {
      const level = (layer + 1) / layers
      const reach = half * level * random.between(0.85, 1.1)
      const top = y - size * (1 - level * 0.92)
      return `${n(x + direction * reach)} ${n(top)}L${n(x + direction * reach * 0.5)} ${n(top - size * 0.03)}`
    })
  const right = sides(1)
  const left = sides(-1).toReversed()
  return `M${n(x)} ${n(y - size)}L${right.join('L')}L${n(x + size * 0.03)} ${n(y)}L${n(x - size * 0.03)} ${n(y)}L${left
    .map((pair) => pair.split('L').toReversed().join('L'))
    .join('L')}Z`
}

/** The crown of a broad-leaved tree: a heap of circles. */
export const crown = (random: Random, { x, y }: Point, size: number): string =>
  Array.from({ length: 5 }, () => {
    const radius = size * random.between(0.19, 0.29)
    const cx = x + random.between(-0.26, 0.26) * size
    const cy = y - size * random.between(0.55, 0.95)
    return `M${n(cx - radius)} ${n(cy)}a${n(radius)} ${n(radius)} 0 1 0 ${n(radius * 2)} 0a${n(radius)} ${n(radius)} 0 1 0 ${n(-radius * 2)} 0Z`
  }).join('')

export const bird = ({ x, y }: Point, size: number): string =>
  `M${n(x - size)} ${n(y - size * 0.35)}Q${n(x - size * 0.4)} ${n(y - size * 0.55)} ${n(x)} ${n(y)}Q${n(x + size * 0.4)} ${n(y - size * 0.55)} ${n(x + size)} ${n(y - size * 0.35)}`
