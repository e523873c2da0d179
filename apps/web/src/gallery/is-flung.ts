/** Where a list was scrolled to, and when. */
export interface ScrollStep {
  /** Pixels from its top. */
  readonly offset: number
  /** Milliseconds. */
  readonly at: number
}

/** Pixels in a millisecond: a screen of 800 px is gone in 130 ms, and the arrow key held down walks no faster. */
const tooFast = 6

/** Milliseconds after which a list that was not scrolled rests. */
export const restMs = 100

/** Whether pictures fly past faster than anybody looks at them. What leaves a rest is a jump, and is looked at where it ends. */
export function isFlung(before: ScrollStep, now: ScrollStep): boolean {
  const took = now.at - before.at
  return took < restMs && Math.abs(now.offset - before.offset) > tooFast * took
}
