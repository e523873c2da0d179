/** The local calendar day of a time as the number YYYYMMDD. */
export function localDay(ms: number): number {
  const date = new Date(ms)
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate()
}

/** `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  const digits = String(day).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

/** Days depend on where we are; a snapshot made in another zone or by other rules computes them anew. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
