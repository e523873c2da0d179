export interface RetryTimings {
  /** Milliseconds to the second try; three times as many to each further one. */
  readonly firstRetryMs: number
  readonly longestRetryMs: number
  /** Milliseconds that a receiver is left alone after it was away once; twice as many after each further time. */
  readonly firstRestMs: number
  readonly longestRestMs: number
  /** Milliseconds after which a message is dead. */
  readonly patienceMs: number
}

export const usualTimings: RetryTimings = {
  firstRetryMs: 5_000,
  longestRetryMs: 3_600_000,
  firstRestMs: 1_000,
  longestRestMs: 60_000,
  patienceMs: 24 * 3_600_000,
}

/** Up to a fifth more or less, so that what failed together does not come again together. */
const jittered = (ms: number, random: () => number): number =>
  Math.round(ms * (0.8 + random() * 0.4))

/** Milliseconds to the next try of a message. */
export const retryDelay = (
  {
    tries,
    retryAfterMs = 0,
  }: { readonly tries: number; readonly retryAfterMs?: number | undefined },
  { firstRetryMs, longestRetryMs }: RetryTimings,
  random: () => number,
): number => {
  const grown = Math.min(firstRetryMs * 3 ** (tries - 1), longestRetryMs)
  return Math.max(jittered(grown, random), Math.min(retryAfterMs, longestRetryMs))
}

/** Milliseconds that a receiver is left alone which was away so many times in a row. */
export const restDelay = (
  {
    failures,
    retryAfterMs = 0,
  }: { readonly failures: number; readonly retryAfterMs?: number | undefined },
  { firstRestMs, longestRestMs, longestRetryMs }: RetryTimings,
  random: () => number,
): number => {
  const grown = Math.min(firstRestMs * 2 ** (failures - 1), longestRestMs)
  return Math.max(jittered(grown, random), Math.min(retryAfterMs, longestRetryMs))
}
