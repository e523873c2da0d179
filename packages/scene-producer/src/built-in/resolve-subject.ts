import { actsAt } from './acts-at.ts'
import { narrator } from './narrator.ts'
import { type NounPhrase, nounPhrases } from './noun-phrases.ts'
import type { Character } from './story.ts'
import { hasTag, type Term, textOf } from './tag-english.ts'

/** The characters last mentioned, kept from clause to clause. */
export interface Speaking {
  readonly characters: readonly Character[]
  /** The characters of the story met so far, the last mentioned at the end. */
  readonly met: readonly Character[]
  /** The subject of the previous clause. */
  readonly subject: string
}

const lead = /^(?:and|but|then|so|yet|finally|suddenly|soon|until)$/i

/** Rewrites a clause to stand alone: without "and then", and with a name for "he" or a missing subject. */
export function resolveSubject(
  clause: readonly Term[],
  speaking: Speaking,
): { text: string; subject: string } {
  const terms = withoutLead(clause)
  if (speaking.subject !== '' && lacksSubject(terms)) {
    return { text: `${speaking.subject} ${textOf(terms)}`, subject: speaking.subject }
  }
  const pronounAt = terms.findIndex((_, index) => isSubjectPronoun(terms, index))
  const named = firstNamed(terms, speaking)
  const pronoun = terms[pronounAt]?.text.toLowerCase() ?? ''
  if (pronounAt !== -1 && (named === undefined || named.start > pronounAt)) {
    if (pronoun === 'i') return { text: running(terms), subject: 'I' }
    const others = charactersNamed(terms, speaking)
    if (named !== undefined && isIdentity(terms, { pronounAt, named })) {
      return { text: running(terms), subject: others[0]?.label ?? speaking.subject }
    }
    const meant = whoIs(pronoun, others, speaking)
    return { text: running(replaced(terms, pronounAt, meant)), subject: meant || speaking.subject }
  }
  const who = named && speaking.characters.find((one) => isMeant(one, named))
  return { text: running(terms), subject: who?.label ?? speaking.subject }
}

/** The text for the middle of a sentence: only names keep their capital. */
function running(terms: readonly Term[]): string {
  const text = textOf(terms)
  const [first] = terms
  const isName = hasTag(first, 'ProperNoun', 'Person', 'Place', 'Acronym')
  return isName || !/^\p{Lu}(?:\p{Ll}|\s)/u.test(text) || /^I\b/.test(text)
    ? text
    : text.slice(0, 1).toLowerCase() + text.slice(1)
}

/** Whether a pronoun is a subject, as in "she often runs", not "remembers it" or "beside it". */
function isSubjectPronoun(terms: readonly Term[], index: number): boolean {
  if (!/^(?:he|she|they|it|i)$/i.test(terms[index]?.text ?? '')) return false
  const next = terms.findIndex(
    (term, at) => at > index && !hasTag(term, 'Adverb') && !/^(?:never|once)$/i.test(term.text),
  )
  return next !== -1 && (actsAt(terms, next) || hasTag(terms[next], 'Copula', 'Auxiliary', 'Modal'))
}

/** Whether a clause says who somebody is: a label for "she" in "she is a cartographer" would be a repetition. */
const isIdentity = (
  terms: readonly Term[],
  { pronounAt, named }: { pronounAt: number; named: NounPhrase },
): boolean => named.start === pronounAt + 2 && hasTag(terms[pronounAt + 1], 'Copula')

const charactersNamed = (
  terms: readonly Term[],
  { characters }: Speaking,
): readonly Character[] => {
  const phrases = nounPhrases(terms)
  return characters.filter((one) => phrases.some((phrase) => isMeant(one, phrase)))
}

function withoutLead(terms: readonly Term[]): readonly Term[] {
  const start = terms.findIndex(({ text }) => !lead.test(text))
  return start <= 0 ? terms : terms.slice(start)
}

/** Whether a clause has no subject, as in "slowly builds a new life"; "chased by drones, she runs" has a later one. */
function lacksSubject(terms: readonly Term[]): boolean {
  const first = terms.findIndex((term) => !hasTag(term, 'Adverb'))
  if (!actsAt(terms, first)) return false
  return !terms.some(
    ({ text }, index) =>
      index > first && /^(?:he|she|they|it|i|we)$/i.test(text) && actsAt(terms, index + 1),
  )
}

const firstNamed = (terms: readonly Term[], { characters }: Speaking): NounPhrase | undefined =>
  nounPhrases(terms).find((phrase) => characters.some((one) => isMeant(one, phrase)))

const isMeant = ({ words }: Character, { head, name }: NounPhrase): boolean =>
  words.includes(head) ||
  name
    .toLowerCase()
    .split(' ')
    .some((word) => words.includes(word))

/** The character that a pronoun means, or ''; characters that the clause names are excluded. */
function whoIs(
  pronoun: string,
  others: readonly Character[],
  { characters, met, subject }: Speaking,
): string {
  const known = (met.length > 0 ? met : characters).filter(
    (one) => !others.includes(one) && one.label !== narrator.label,
  )
  if (pronoun === 'they') {
    const last = known.slice(-2)
    const labels = characters.filter((one) => last.includes(one)).map(({ label }) => label)
    return labels.length === 2 ? labels.join(' and ') : ''
  }
  if (pronoun === 'it') return known.findLast(({ kind }) => kind === 'animal')?.label ?? ''
  const kind = pronoun === 'he' ? 'man' : 'woman'
  for (const wanted of [kind, 'person', 'animal']) {
    const fits = known.filter((one) => one.kind === wanted)
    const [goesOn] = fits.filter(({ label }) => label === subject)
    const meant = goesOn ?? fits.at(-1)
    if (meant !== undefined) return meant.label
  }
  return ''
}

function replaced(terms: readonly Term[], index: number, label: string): readonly Term[] {
  if (label === '') return terms
  const tags = /^\p{Lu}/u.test(label) ? ['ProperNoun'] : []
  return terms.map((term, at) => (at === index ? { ...term, text: label, tags } : term))
}
