/** What came of a try. */
export type Outcome =
  | { readonly result: 'delivered'; readonly status: number }
  | {
      /** `gone`: there is nobody to tell. `failed`: try again. */
      readonly result: 'gone' | 'failed'
      readonly status?: number
      /** What is wrong, in a word. */
      readonly error: string
      /** The receiver as a whole is away, or has enough for now. */
      readonly isAway: boolean
      /** Milliseconds to wait, as the receiver says. */
      readonly retryAfterMs?: number
    }

/** Statuses of a receiver, or of what stands before it, that say nothing of the message. */
const awayStatuses: ReadonlySet<number> = new Set([408, 429, 502, 503, 504])

/** What an answer means. */
export const outcomeOf = (status: number, retryAfter: string | undefined): Outcome => {
  if (status >= 200 && status < 300) return { result: 'delivered', status }
  if (status === 410) return { result: 'gone', status, error: 'gone', isAway: false }
  const seconds = /^\d{1,9}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined
  return {
    result: 'failed',
    status,
    error: status >= 300 && status < 400 ? 'redirect' : 'status',
    isAway: awayStatuses.has(status),
    ...(seconds === undefined ? {} : { retryAfterMs: seconds * 1000 }),
  }
}
