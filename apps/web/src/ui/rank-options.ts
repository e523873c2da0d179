/** What a search among options looks at. */
export interface Rankable {
  readonly label: string
  readonly detail?: string | undefined
  /** Further words it is found by. */
  readonly keywords?: string | undefined
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_\-./\\]+/g, ' ')
    .trim()

const isSubsequence = (letters: string, text: string): boolean => {
  let at = 0
  for (const letter of text) if (letter === letters[at]) at += 1
  return at === letters.length
}

/** How far an option is from the query: 0 is the same, undefined is no match. */
const distance = (option: Rankable, query: string): number | undefined => {
  const label = fold(option.label)
  if (label === query) return 0
  if (label.startsWith(query)) return 1
  if (label.includes(` ${query}`)) return 2
  if (label.includes(query)) return 3
  const words = query.split(' ')
  if (words.every((word) => label.includes(word))) return 4
  const all = `${label} ${fold(option.detail ?? '')} ${fold(option.keywords ?? '')}`
  if (words.every((word) => all.includes(word))) return 5
  const letters = words.join('')
  return letters.length > 2 && isSubsequence(letters, label) ? 6 : undefined
}

/** The options that a query finds, nearest first; all of them, as they came, for an empty query. */
export const rankOptions = <Option extends Rankable>(
  options: readonly Option[],
  query: string,
): readonly Option[] => {
  const wanted = fold(query)
  if (wanted === '') return options
  return options
    .flatMap((option) => {
      const far = distance(option, wanted)
      return far === undefined ? [] : [{ option, far }]
    })
    .toSorted((a, b) => a.far - b.far || a.option.label.length - b.option.label.length)
    .map(({ option }) => option)
}
