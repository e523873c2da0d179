/** Seconds in words, as short as they can be read: `8 s`, `3 min`, `1 h 20 min`. */
export function inWords(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  if (whole < 90) return `${whole} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 90) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** The time of day. */
export const timeOfDay = (milliseconds: number): string => clock.format(milliseconds)
