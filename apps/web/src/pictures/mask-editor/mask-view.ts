import type { Point } from './mask-step.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** How the picture lies in the stage: its upper left corner, and how large one of its pixels is. */
export interface MaskView extends Point {
  readonly scale: number
}

/** Pixels of the stage that stay free around the whole picture. */
const margin = 16
const mostScale = 16

/** The whole picture, in the middle; a small one is not made larger than twice. */
export function fitted(picture: Size, stage: Size): MaskView {
  const scale = Math.min(
    2,
    Math.max(1, stage.width - 2 * margin) / picture.width,
    Math.max(1, stage.height - 2 * margin) / picture.height,
  )
  return {
    scale,
    x: (stage.width - picture.width * scale) / 2,
    y: (stage.height - picture.height * scale) / 2,
  }
}

export const toPicture = ({ x, y, scale }: MaskView, point: Point): Point => ({
  x: (point.x - x) / scale,
  y: (point.y - y) / scale,
})

export const toStage = ({ x, y, scale }: MaskView, point: Point): Point => ({
  x: point.x * scale + x,
  y: point.y * scale + y,
})

/** Nearer or farther by a factor, so that what lies at the point of the stage stays there. */
export function zoomedAt(view: MaskView, at: Point, factor: number, least: number): MaskView {
  const scale = Math.min(Math.max(mostScale, least), Math.max(least / 2, view.scale * factor))
  const kept = toPicture(view, at)
  return { scale, x: at.x - kept.x * scale, y: at.y - kept.y * scale }
}

export const moved = (view: MaskView, { x, y }: Point): MaskView => ({
  ...view,
  x: view.x + x,
  y: view.y + y,
})

/** Two fingers on the stage. */
export type Pinch = readonly [Point, Point]

const middle = ([one, other]: Pinch): Point => ({
  x: (one.x + other.x) / 2,
  y: (one.y + other.y) / 2,
})

const distance = ([one, other]: Pinch): number =>
  Math.max(1, Math.hypot(one.x - other.x, one.y - other.y))

/** What two fingers hold stays between them. */
export function pinched(view: MaskView, before: Pinch, after: Pinch, least: number): MaskView {
  const from = middle(before)
  const to = middle(after)
  const zoomed = zoomedAt(view, from, distance(after) / distance(before), least)
  return moved(zoomed, { x: to.x - from.x, y: to.y - from.y })
}

/** The size at which a mask is painted: the picture's, or at most so many pixels on the longest side. */
export function workingSize(
  { width, height }: Size,
  longest = 2048,
): Size & { readonly scale: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    scale,
  }
}
