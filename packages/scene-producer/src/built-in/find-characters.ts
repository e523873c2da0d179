import { actsAt } from './acts-at.ts'
import { kernelOf, kindOf, lookOf } from './character-look.ts'
import { abstractions, beingEnding, beings, places, standIns } from './lexicon.ts'
import { type NounPhrase, nounPhrases } from './noun-phrases.ts'
import type { Character } from './story.ts'
import { hasTag, type TaggedStory, type Term } from './tag-english.ts'

interface Found {
  name: string
  /** The phrase with its article and its "with" part. */
  look: string
  head: string
  mentions: number
  nameKind: Character['kind'] | undefined
}

/** The people and creatures of a story, most often mentioned first; among equals the first in the story. */
export function findCharacters(story: TaggedStory): readonly Character[] {
  const found: Found[] = []
  const sentences = story.map((sentence) => sentence.flat())
  const doers = doersIn(sentences)
  for (const terms of sentences) {
    const phrases = nounPhrases(terms)
    phrases.forEach((phrase, index) => {
      meet(phrase, { terms, previous: phrases[index - 1], found, doers })
    })
  }
  const text = story.flat(2).map((term) => term.text.toLowerCase())
  const count = (...words: readonly string[]): number =>
    text.filter((word) => words.includes(word)).length
  const pronouns = count('he', 'his', 'him') >= count('she', 'her', 'hers') ? 'man' : 'woman'
  const anyPronoun = count('he', 'his', 'him', 'she', 'her', 'hers') > 0
  // Stories introduce a character before calling them "he" or "she".
  const kinds = found.map((one) => kindOfFound(one))
  const nameless = kinds.includes(pronouns) ? undefined : found[kinds.indexOf(undefined)]
  return found
    .map((one) => ({ one, uses: one.mentions + count(...wordsOf(one)) }))
    .toSorted((a, b) => b.uses - a.uses)
    .map(({ one }) => toCharacter(one, one === nameless && anyPronoun ? pronouns : 'person'))
}

/** Capitalised words that do something: names that the tagger does not know. */
const doersIn = (sentences: readonly (readonly Term[])[]): ReadonlySet<string> =>
  new Set(
    sentences.flatMap((terms) =>
      terms
        .filter(({ text }, index) => /^\p{Lu}\p{Ll}/u.test(text) && actsAt(terms, index + 1))
        .map(({ text }) => text),
    ),
  )

interface Meeting {
  readonly terms: readonly Term[]
  readonly previous: NounPhrase | undefined
  readonly found: Found[]
  readonly doers: ReadonlySet<string>
}

function meet(phrase: NounPhrase, meeting: Meeting): void {
  const { terms, found } = meeting
  if (phrase.isPlural || phrase.isPlace || addsToPrevious(phrase, meeting)) return
  const known = found.find(
    ({ name, head }) => sharesName(name, phrase.name) || head === phrase.head,
  )
  if (known !== undefined) {
    known.mentions += 1
    known.name ||= phrase.name
  } else if (isSomebody(phrase, terms) || hasOwnName(phrase, meeting)) {
    const isUnseen = phrase.name !== '' && !isBeing(phrase) && !isActor(phrase, terms)
    found.push({
      name: phrase.name,
      look: isUnseen ? '' : lookOf(phrase, terms),
      head: phrase.head,
      mentions: 1,
      nameKind: phrase.nameKind ?? pronounBefore(phrase, terms),
    })
  }
}

/** Whether a phrase gives the name or the look of the phrase before it. */
function addsToPrevious(phrase: NounPhrase, { terms, previous, found }: Meeting): boolean {
  const last = found.at(-1)
  if (last === undefined || last.head !== previous?.head) return false
  const before = terms[phrase.start - 1]
  const isNamed = /^(?:named|called)$/i.test(before?.text ?? '') || isApposition(phrase, terms)
  if (phrase.name !== '' && last.name === '' && isNamed) {
    last.name = phrase.name
    last.nameKind ??= phrase.nameKind
    return true
  }
  // The look comes after the name: "Mia, a young girl with red hair", "Mia is a young girl".
  if (last.look !== '' || !isSaidOf(before) || !isBeing(phrase)) return false
  last.look = lookOf(phrase, terms)
  last.head = phrase.head
  return true
}

const isSaidOf = (before: Term | undefined): boolean =>
  /,/.test(before?.post ?? '') || hasTag(before, 'Copula')

/** Whether a name stands between commas: "Her general, Sir Roderick, wants war". */
const isApposition = ({ start, end }: NounPhrase, terms: readonly Term[]): boolean =>
  /,/.test(terms[start - 1]?.post ?? '') && /,/.test(terms[end - 1]?.post ?? '')

/** Whether the phrase has a name, as in "A little hedgehog named Pip", and Pip does something and is not a ship. */
function hasOwnName(
  { head, end }: NounPhrase,
  { terms, doers }: Pick<Meeting, 'terms' | 'doers'>,
): boolean {
  const isNamed = /^(?:named|called)$/i.test(terms[end]?.text ?? '')
  return isNamed && !places.has(head) && doers.has(terms[end + 1]?.text ?? '')
}

/** The kind that a pronoun gives a character: "He is a pianist." */
function pronounBefore(
  { start }: NounPhrase,
  terms: readonly Term[],
): Character['kind'] | undefined {
  const pronoun = terms[start - 2]?.text.toLowerCase()
  if (!hasTag(terms[start - 1], 'Copula')) return undefined
  if (pronoun === 'he') return 'man'
  return pronoun === 'she' ? 'woman' : undefined
}

/** Whether two names mean one person: "Captain Elena Vargas" is Elena too, and Dr. Harris is Harris. */
function sharesName(one: string, other: string): boolean {
  const words = one.split(' ')
  return one !== '' && other.split(' ').some((word) => word.length > 3 && words.includes(word))
}

const isBeing = ({ head }: NounPhrase): boolean => beings.has(head) || beingEnding.test(head)

/** Whether the tagger takes the noun for an occupation. */
const isActor = ({ start, end, head }: NounPhrase, terms: readonly Term[]): boolean =>
  !places.has(head) &&
  !abstractions.has(head) &&
  terms.slice(start, end).some((term) => term.text.toLowerCase() === head && hasTag(term, 'Actor'))

/** Whether a phrase means a person; known names suffice, other capitalised words may be swords and ships. */
function isSomebody(phrase: NounPhrase, terms: readonly Term[]): boolean {
  if (isBeing(phrase) || isActor(phrase, terms))
    return !(phrase.determiner === 'the' && standIns.has(phrase.head))
  const words = terms.slice(phrase.start, phrase.end)
  return phrase.name !== '' && words.some((term) => hasTag(term, 'Person', 'FirstName'))
}

const wordsOf = ({ name, head }: Found): readonly string[] => [
  ...new Set(
    [...name.toLowerCase().split(/[^\p{L}'-]+/u), head].filter(
      (word) => word !== '' && !/^(?:mr|mrs|ms|miss|sir|dr|captain)$/.test(word),
    ),
  ),
]

/** The kind of a character. A name decides for a sheriff, but not for a robot. */
function kindOfFound({ look, head, nameKind }: Found): Character['kind'] | undefined {
  const kind = kindOf(`${kernelOf(look)} ${head}`)
  return kind === 'animal' ? kind : (nameKind ?? kind)
}

function toCharacter(found: Found, otherwise: Character['kind']): Character {
  const { name, look } = found
  const common = kernelOf(look)
  const kind = kindOfFound(found) ?? otherwise
  return {
    label: name || `the ${common}`,
    description: look || shownBy(name, kind),
    kind,
    words: wordsOf(found),
  }
}

/** The visible form of a named character: the title can be painted, a bare name only as man or woman. */
function shownBy(name: string, kind: Character['kind']): string {
  const [title = ''] = name.toLowerCase().split(/[\s.]+/)
  const isTitled = beings.has(title) || /^(?:mr|mrs|ms|miss|sir|dr|saint)$/.test(title)
  return isTitled || kind === 'person' || kind === 'animal' ? name : `a ${kind}`
}
