/** The local calendar day of a time as the number YYYYMMDD. */
export function localDay(ms: number): number {
  const date = new Date(ms)
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate()
}

/** A day as `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  const digits = String(day).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

/** The local time zone; a snapshot from another zone or with other rules computes its days anew. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
