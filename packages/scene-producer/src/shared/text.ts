/** Joins the non-empty parts with commas and skips parts that the text has already. */
export function joinTags(parts: readonly string[]): string {
  const said = new Set<string>()
  return parts
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => {
      const key = part.toLowerCase()
      if (part === '' || said.has(key)) return false
      said.add(key)
      return true
    })
    .join(', ')
}

/** Joins the non-empty parts as sentences, with a capital and a full stop. */
export const joinSentences = (parts: readonly string[]): string =>
  parts.flatMap((part) => asSentence(part) || []).join(' ')

export function asSentence(text: string): string {
  const clean = text.trim()
  if (clean === '') return ''
  const ended = /[.!?…。！？]["'”’»]?$/u.test(clean)
    ? clean
    : `${clean.replace(/[,;:–—-]+$/u, '')}.`
  return capitalised(ended)
}

export function capitalised(text: string): string {
  const [first = ''] = text
  return first.toUpperCase() + text.slice(first.length)
}

/** Shortens a text, after a whole word if possible. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text
  const cut = text.slice(0, longest - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
