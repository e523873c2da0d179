const dayMs = 86_400_000

/** Writes a date; what does is made when first needed and once, for it costs as much as drawing many pictures. */
function written(options: Intl.DateTimeFormatOptions): (date: Date) => string {
  let format: Intl.DateTimeFormat | undefined
  return (date) => {
    format ??= new Intl.DateTimeFormat('en-GB', options)
    return format.format(date)
  }
}

const dayAndMonth = { day: 'numeric', month: 'long' } as const
const weekday = written({ weekday: 'long', ...dayAndMonth })
const weekdayAndYear = written({ weekday: 'long', ...dayAndMonth, year: 'numeric' })
const dayOfYear = written({ weekday: 'short', ...dayAndMonth })
const dayAndYear = written({ weekday: 'short', ...dayAndMonth, year: 'numeric' })
const month = written({ month: 'short', year: 'numeric' })

const startOf = (day: string): Date => new Date(`${day}T00:00:00`)

/** How a day is called: Today, Yesterday, or its date with its weekday. */
export function nameOfDay(day: string, now: Date): string {
  const date = startOf(day)
  if (Number.isNaN(date.getTime())) return day
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const ago = Math.round((today.getTime() - date.getTime()) / dayMs)
  if (ago === 0) return 'Today'
  if (ago === 1) return 'Yesterday'
  const isThisYear = date.getFullYear() === now.getFullYear()
  if (ago > 0 && ago < 7) return (isThisYear ? weekday : weekdayAndYear)(date)
  return (isThisYear ? dayOfYear : dayAndYear)(date)
}

/** The month of a day, such as `Nov 2026`. */
export function nameOfMonth(day: string): string {
  const date = startOf(day)
  if (Number.isNaN(date.getTime())) return ''
  return month(date)
}
