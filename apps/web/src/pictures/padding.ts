import type { Outpaint } from './input-pictures.ts'

export const sides = ['left', 'top', 'right', 'bottom'] as const
export type Side = (typeof sides)[number]

export const mostPadding = 2048
export const paddingStep = 8

/** With a side's pixels at the nearest number that is taken. */
export const withPadding = (value: Outpaint, side: Side, pixels: number): Outpaint => ({
  ...value,
  [side]: Math.min(mostPadding, Math.max(0, Math.round(pixels / paddingStep) * paddingStep)),
})
