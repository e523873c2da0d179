const dayMs = 86_400_000

const startOf = (day: string): Date => new Date(`${day}T00:00:00`)

/** How a day is called: Today, Yesterday, or its date with its weekday. */
export function nameOfDay(day: string, now: Date): string {
  const date = startOf(day)
  if (Number.isNaN(date.getTime())) return day
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const ago = Math.round((today.getTime() - date.getTime()) / dayMs)
  if (ago === 0) return 'Today'
  if (ago === 1) return 'Yesterday'
  return new Intl.DateTimeFormat('en-GB', {
    weekday: ago < 7 && ago > 0 ? 'long' : 'short',
    day: 'numeric',
    month: 'long',
    ...(date.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
  }).format(date)
}

/** The month of a day, such as `Nov 2026`. */
export function nameOfMonth(day: string): string {
  const date = startOf(day)
  if (Number.isNaN(date.getTime())) return ''
  return new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' }).format(date)
}
