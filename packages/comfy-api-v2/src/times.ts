export const toTime = (ms: number): string => new Date(ms).toISOString()

export const toOptionalTime = (ms: number | undefined): string | null =>
  ms === undefined ? null : toTime(ms)

/** Jobs, what they made and its addresses stay until somebody removes them; clients want a date. */
const staysMs = 3650 * 24 * 3600 * 1000

export const noEnd = (from: number): string => toTime(from + staysMs)
