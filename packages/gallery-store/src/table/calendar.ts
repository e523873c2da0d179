/** A local calendar day by its first moment, in milliseconds since the epoch. */
export interface LocalDay {
  readonly startMs: number
  /** As `YYYY-MM-DD`. */
  readonly name: string
}

/**
 * The day that a time belongs to: the last one that has begun, also where a clock that is put back at midnight leads to
 * the day before once more. So days are ranges of time, as filters by date have them.
 */
export function localDay(ms: number): LocalDay {
  const at = new Date(ms)
  const [year, month, date] = [at.getFullYear(), at.getMonth(), at.getDate()]
  const next = new Date(year, month, date + 1)
  const start = next.getTime() <= ms ? next : new Date(year, month, date)
  // Where a clock is put forward over midnight, its first moment is told too late.
  return { startMs: Math.min(start.getTime(), ms), name: nameOf(start) }
}

function nameOf(date: Date): string {
  const [year, ...others] = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return [String(year).padStart(4, '0'), ...others.map(twoDigits)].join('-')
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
