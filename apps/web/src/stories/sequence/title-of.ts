/** The most characters of a title. */
const longest = 64

/** The first words of a story, to call it by: its first sentence where that is short. */
export function titleOf(description: string): string {
  const words = description.replace(/\s+/g, ' ').trim()
  if (words === '') return 'A story'
  const [sentence = words] = /^.+?[.!?…](?=\s|$)/u.exec(words) ?? []
  if (sentence.length <= longest) return sentence.replace(/(?<=.)\.$/u, '')
  const cut = sentence.slice(0, longest + 1)
  const end = cut.lastIndexOf(' ')
  return `${cut.slice(0, end > longest / 2 ? end : longest).replace(/[\s,;:–—-]+$/u, '')} …`
}
