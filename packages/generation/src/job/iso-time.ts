/** Local time with its offset, to agree with the name of the folder: `2026-11-22T16:30:12.000+01:00`. */
export function isoTime(at: number): string {
  const offset = -new Date(at).getTimezoneOffset()
  const shifted = new Date(at + offset * 60_000).toISOString().slice(0, -1)
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0')
  return `${shifted}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`
}
