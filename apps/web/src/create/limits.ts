/** What a number may be. */
export interface Limit {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** The limits of the API. */
export const limits = {
  steps: { min: 1, max: 150, step: 1 },
  cfg: { min: 1, max: 30, step: 0.5 },
  guidance: { min: 0, max: 100, step: 0.5 },
  clip_skip: { min: 1, max: 24, step: 1 },
  batch_size: { min: 1, max: 64, step: 1 },
  count: { min: 1, max: 20, step: 1 },
  seed: { min: -1, max: Number.MAX_SAFE_INTEGER, step: 1 },
  side: { min: 64, max: 2048, step: 8 },
  strength: { min: -10, max: 10, step: 0.05 },
} as const satisfies Readonly<Record<string, Limit>>

export const mostLoras = 20
export const longestPrompt = 4000

/** The nearest number within the limits; whole where the step is. */
export function within({ min, max, step }: Limit, value: number): number {
  const stepped = Number.isInteger(step) ? Math.round(value / step) * step : value
  return Math.min(max, Math.max(min, stepped))
}
