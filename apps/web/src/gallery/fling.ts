/** Where a list was scrolled to. */
export interface Scrolled {
  /** Pixels from its top. */
  readonly offset: number
  /** Milliseconds. */
  readonly at: number
  /** Whether pictures fly past faster than anybody looks at them. */
  readonly isFlung: boolean
}

/** Pixels in a millisecond: a screen of 800 px is gone in 100 ms. An arrow key held down walks more slowly from row to row. */
const tooFast = 8

/** What ends a fling: by half slower, for what a late frame shows looks slower than it is. */
const slowAgain = tooFast / 2

/** Milliseconds after which a list that was not scrolled rests. */
export const restMs = 100

/** What follows when a list is scrolled. What leaves a rest is a jump, however far, and is looked at where it ends. */
export function scrollTo(
  before: Scrolled,
  { offset, at }: { readonly offset: number; readonly at: number },
): Scrolled {
  const took = at - before.at
  const limit = before.isFlung ? slowAgain : tooFast
  const isFlung = took < restMs && Math.abs(offset - before.offset) > limit * took
  return { offset, at, isFlung }
}
