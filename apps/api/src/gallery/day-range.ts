const dateOnly = /^(\d{4})-(\d{2})-(\d{2})$/

const localDay = (text: string, plusDays: number): number | undefined => {
  const [, year, month, day] = dateOnly.exec(text) ?? []
  if (year === undefined) return undefined
  const at = new Date(Number(year), Number(month) - 1, Number(day))
  const real = at.getMonth() === Number(month) - 1 && at.getDate() === Number(day)
  // Not a day more than `at`, which is one o'clock where there is no midnight.
  const start = new Date(Number(year), Number(month) - 1, Number(day) + plusDays)
  return real ? start.getTime() : Number.NaN
}

const valid = (milliseconds: number): number | undefined =>
  Number.isNaN(milliseconds) ? undefined : milliseconds

/** Restores an unencoded plus, which arrives as a space: `…T15:30:12 01:00`. */
const withPlus = (text: string): string => text.replace(/(T.*) (\d{2}:\d{2})$/, '$1+$2')

/** Milliseconds since the epoch of a time, or of the first moment of a date, in local time; undefined when neither. */
export const startOf = (text: string): number | undefined =>
  valid(
    localDay(text, 0) ??
      (/^\d{4}-\d{2}-\d{2}[T ]/.test(text) ? Date.parse(withPlus(text)) : Number.NaN),
  )

/** The same for the end of a range: of a date the last millisecond. */
export const endOf = (text: string): number | undefined => {
  const nextDay = localDay(text, 1)
  return nextDay === undefined ? startOf(text) : valid(nextDay - 1)
}
