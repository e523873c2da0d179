import { animals, beingEnding, beings, men, standIns, women } from './lexicon.ts'
import { clean, type NounPhrase, nounPhrases } from './noun-phrases.ts'
import type { Character } from './story.ts'
import { hasTag, type TaggedStory, type Term, textOf } from './tag-english.ts'

interface Found {
  name: string
  /** With article, and with what comes "with" it. */
  look: string
  head: string
  mentions: number
  nameKind: Character['kind'] | undefined
}

/** People and creatures, the one mentioned most often first; the first of equals. */
export function findCharacters(story: TaggedStory): readonly Character[] {
  const found: Found[] = []
  for (const sentence of story) {
    const terms = sentence.flat()
    const phrases = nounPhrases(terms)
    phrases.forEach((phrase, index) => {
      meet(phrase, { terms, previous: phrases[index - 1], found })
    })
  }
  const text = story.flat(2).map((term) => term.text.toLowerCase())
  const count = (...words: readonly string[]): number =>
    text.filter((word) => words.includes(word)).length
  const pronouns = count('he', 'his', 'him') >= count('she', 'her', 'hers') ? 'man' : 'woman'
  const anyPronoun = count('he', 'his', 'him', 'she', 'her', 'hers') > 0
  return found
    .map((one) => ({ one, uses: one.mentions + count(...wordsOf(one)) }))
    .toSorted((a, b) => b.uses - a.uses)
    .map(({ one }, index) => toCharacter(one, index === 0 && anyPronoun ? pronouns : 'person'))
}

function meet(
  phrase: NounPhrase,
  {
    terms,
    previous,
    found,
  }: { terms: readonly Term[]; previous: NounPhrase | undefined; found: Found[] },
): void {
  if (phrase.isPlural || phrase.isPlace) return
  const last = found.at(-1)
  const follows = previous !== undefined && last !== undefined && last.head === previous.head
  const known = found.find(
    ({ name, head }) => sharesName(name, phrase.name) || head === phrase.head,
  )
  const before = terms[phrase.start - 1]
  if (phrase.name !== '' && follows && /^(?:named|called)$/i.test(before?.text ?? '')) {
    last.name ||= phrase.name
    last.nameKind ??= phrase.nameKind
  } else if (known !== undefined) {
    known.mentions += 1
    known.name ||= phrase.name
  } else if (follows && last.look === '' && /,/.test(before?.post ?? '') && isBeing(phrase)) {
    // "Mia, a young girl with red hair": the name came first.
    last.look = lookOf(phrase, terms)
    last.head = phrase.head
  } else if (isSomebody(phrase, terms)) {
    const look = isBeing(phrase) ? lookOf(phrase, terms) : ''
    found.push({
      name: phrase.name,
      look,
      head: phrase.head,
      mentions: 1,
      nameKind: phrase.nameKind,
    })
  }
}

/** "Captain Elena Vargas" is Elena too, and Dr. Harris is Harris. */
function sharesName(one: string, other: string): boolean {
  const words = one.split(' ')
  return one !== '' && other.split(' ').some((word) => word.length > 3 && words.includes(word))
}

const isBeing = ({ head }: NounPhrase): boolean => beings.has(head) || beingEnding.test(head)

/** Known people's names count alone; other capitals may be swords and ships. */
function isSomebody(phrase: NounPhrase, terms: readonly Term[]): boolean {
  if (isBeing(phrase)) return !(phrase.determiner === 'the' && standIns.has(phrase.head))
  const words = terms.slice(phrase.start, phrase.end)
  return phrase.name !== '' && words.some((term) => hasTag(term, 'Person', 'FirstName'))
}

function lookOf({ text, end }: NounPhrase, terms: readonly Term[]): string {
  const article = /^[aeiou]/i.test(text) ? 'an' : 'a'
  return `${article} ${text}${tailOf(terms.slice(end))}`
}

/** "with red hair and a yellow raincoat", up to the verb or the comma. */
function tailOf(rest: readonly Term[]): string {
  if (!/^(?:with|wearing)$/i.test(rest[0]?.text ?? '')) return ''
  const end = rest.findIndex(
    (term, index) => index > 0 && hasTag(term, 'Verb') && !hasTag(term, 'Gerund', 'PastTense'),
  )
  const upToVerb = rest.slice(0, end === -1 ? rest.length : end)
  const comma = upToVerb.findIndex((term) => /[^\s'’-]/.test(term.post))
  const tail = upToVerb.slice(0, comma === -1 ? upToVerb.length : comma + 1).slice(0, 10)
  return tail.length < 2 ? '' : ` ${clean(textOf(tail))}`
}

const wordsOf = ({ name, head }: Found): readonly string[] => [
  ...new Set(
    [...name.toLowerCase().split(/[^\p{L}'-]+/u), head].filter(
      (word) => word !== '' && !/^(?:mr|mrs|ms|miss|dr|captain)$/.test(word),
    ),
  ),
]

function toCharacter(found: Found, otherwise: Character['kind']): Character {
  const { name, look, head } = found
  const common = look.replace(/^an? /, '').replace(/ (?:with|wearing) .*$/, '')
  return {
    label: name || `the ${common}`,
    description: look || name,
    kind: kindOf(`${common} ${head}`) ?? found.nameKind ?? otherwise,
    words: wordsOf(found),
  }
}

/** The word that says most comes last: a robot friend is a robot, a dragon rider no dragon. */
function kindOf(look: string): Character['kind'] | undefined {
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
