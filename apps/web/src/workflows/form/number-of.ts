/** A value as a number; null for what is none. */
export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** The seed that a workflow was saved with in words: one with more digits than a number holds is not shown wrong. */
export function savedSeedText(saved: unknown): string {
  const seed = numberOf(saved)
  if (seed === null) return 'As saved'
  if (seed < 0) return 'New each time'
  return Number.isSafeInteger(seed) ? `As saved: ${seed}` : 'As saved'
}
