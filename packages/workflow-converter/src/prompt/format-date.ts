/** Formats local time as the editor does: `yyyy-MM-dd hh:mm:ss`, with one letter for no leading zero. */
export const formatDate = (format: string, date: Date): string =>
  format.replaceAll(/dd?|MM?|hh?|mm?|ss?|yyy?y?/g, (part) => {
    const year = String(date.getFullYear())
    if (part.startsWith('y')) return { yy: year.slice(2), yyyy: year }[part] ?? part
    return String(numberOf(part.charAt(0), date)).padStart(part.length, '0')
  })

function numberOf(letter: string, date: Date): number {
  switch (letter) {
    case 'd':
      return date.getDate()
    case 'M':
      return date.getMonth() + 1
    case 'h':
      return date.getHours()
    case 'm':
      return date.getMinutes()
    default:
      return date.getSeconds()
  }
}
