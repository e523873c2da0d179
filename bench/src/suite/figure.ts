/** One measured thing, at one size. */
export interface Figure {
  /** The row of the table that it belongs to. */
  readonly row: string
  /** What grows: pictures, clients, waiting jobs. Absent where nothing does. */
  readonly size?: number
  /** What it took, or how many there were: in `unit`. */
  readonly value: number
  readonly unit: string
  /** The server's processor time for each, in milliseconds. */
  readonly cpuMs?: number
  /** What else is worth knowing: spreads, what was waited for. */
  readonly note?: string
}

/** The value below which the given share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
