import type { Mood } from './mood.ts'
import type { Palette } from './palette.ts'
import type { Random } from './random.ts'

/** The shared inputs of every part of a picture. */
export interface Canvas {
  readonly width: number
  readonly height: number
  /** The height at which sky and land meet. */
  readonly horizon: number
  readonly sun: { readonly x: number; readonly y: number; readonly radius: number }
  readonly mood: Mood
  readonly palette: Palette
  readonly random: Random
}

/** Formats a number with one decimal, which is precise enough for a picture. */
export const n = (value: number): string => value.toFixed(1)

export const path = (d: string, fill: string, attributes = ''): string =>
  `<path d="${d}" fill="${fill}" ${attributes}/>`

export const ellipse = (
  { x, y, rx, ry }: { x: number; y: number; rx: number; ry: number },
  fill: string,
  attributes = '',
): string =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${attributes}/>`

/** A gradient from top to bottom; the stops are colours with opacities. */
export const verticalGradient = (
  id: string,
  stops: readonly { at: number; colour: string; opacity?: number }[],
): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stopsOf(stops)}</linearGradient>`

export const radialGradient = (
  id: string,
  stops: readonly { at: number; colour: string; opacity?: number }[],
): string => `<radialGradient id="${id}">${stopsOf(stops)}</radialGradient>`

const stopsOf = (stops: readonly { at: number; colour: string; opacity?: number }[]): string =>
  stops
    .map(
      ({ at, colour, opacity = 1 }) =>
        `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join('')
