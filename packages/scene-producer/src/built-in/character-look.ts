import { actsAt } from './acts-at.ts'
import { animals, beings, clothes, men, women } from './lexicon.ts'
import { clean, type NounPhrase, nounPhrases } from './noun-phrases.ts'
import type { Character } from './story.ts'
import { type Term, textOf } from './tag-english.ts'

/** The look of a character, with article and "with": "a young girl with red hair and a yellow raincoat". */
export function lookOf({ text, end }: NounPhrase, terms: readonly Term[]): string {
  const words = text
    .split(' ')
    .map((word) => (beings.has(word.toLowerCase()) ? word.toLowerCase() : word))
    .join(' ')
  return `${articleFor(words)} ${words}${tailOf(terms.slice(end))}`
}

/** The article, which is "the" for unique beings: "the last astronaut", "the youngest daughter". */
function articleFor(words: string): string {
  if (/^(?:last|first|only|second|third|\p{Ll}+est)\s/u.test(words)) return 'the'
  return /^(?:[aei]|o(?!ne\b)|u(?!ni))/i.test(words) ? 'an' : 'a'
}

/** The rest of a look, up to the verb or the comma: "with red hair", "in a red dress". */
function tailOf(rest: readonly Term[]): string {
  const word = rest[0]?.text ?? ''
  if (/^in$/i.test(word)) return clothesIn(rest.slice(1))
  if (!/^(?:with|wearing)$/i.test(word)) return ''
  const end = rest.findIndex((_, index) => index > 0 && actsAt(rest, index))
  const upToVerb = rest.slice(0, end === -1 ? rest.length : end)
  const comma = upToVerb.findIndex((term) => /[^\s'’-]/.test(term.post))
  const tail = upToVerb.slice(0, comma === -1 ? upToVerb.length : comma + 1).slice(0, 10)
  return tail.length < 2 ? '' : ` ${clean(textOf(tail))}`
}

function clothesIn(rest: readonly Term[]): string {
  const [worn] = nounPhrases(rest)
  if (worn === undefined || worn.start > 0 || !clothes.has(worn.head)) return ''
  return worn.isPlural || worn.determiner === ''
    ? ` in ${worn.text}`
    : ` in ${articleFor(worn.text)} ${worn.text}`
}

/** The look without the article and without the part after the noun. */
export const kernelOf = (look: string): string =>
  look.replace(/^(?:an?|the) /, '').replace(/ (?:with|wearing|in) .*$/, '')

/** The kind of character in a look; the last words decide: a robot friend is a robot, a dragon rider no dragon. */
export function kindOf(look: string): Character['kind'] | undefined {
  const words = look.toLowerCase().split(' ')
  const kinds = words.map((word): Character['kind'] | undefined => {
    if (animals.has(word)) return 'animal'
    if (women.has(word) || /(?:woman|girl)$/.test(word)) return 'woman'
    return men.has(word) || /(?:man|boy)$/.test(word) ? 'man' : undefined
  })
  const last = kinds.at(-1)
  return (
    last ??
    (/^(?:friend|companion|creature)$/.test(words.at(-1) ?? '') ? kinds.find(Boolean) : undefined)
  )
}
