import { actsAt } from './acts-at.ts'
import { type NounPhrase, nounPhrases } from './noun-phrases.ts'
import type { Character } from './story.ts'
import { hasTag, type Term, textOf } from './tag-english.ts'

/** Who was last spoken of, going from clause to clause. */
export interface Speaking {
  readonly characters: readonly Character[]
  /** Of those, the ones met so far, the one spoken of last at the end. */
  readonly met: readonly Character[]
  /** The subject of the clause before. */
  readonly subject: string
}

const lead = /^(?:and|but|then|so|yet|finally|suddenly|soon)$/i

/** Tells a clause by itself: without "and then", and with a name for "he" or for a subject left out. */
export function resolveSubject(
  clause: readonly Term[],
  speaking: Speaking,
): { text: string; subject: string } {
  const terms = withoutLead(clause)
  if (speaking.subject !== '' && lacksSubject(terms)) {
    return { text: `${speaking.subject} ${textOf(terms)}`, subject: speaking.subject }
  }
  const pronounAt = terms.findIndex(({ text }) => /^(?:he|she|they|it)$/i.test(text))
  const named = firstNamed(terms, speaking)
  if (pronounAt !== -1 && (named === undefined || named.start > pronounAt)) {
    const pronoun = terms[pronounAt]?.text.toLowerCase() ?? ''
    const meant = whoIs(pronoun, speaking)
    return { text: textOf(replaced(terms, pronounAt, meant)), subject: meant || speaking.subject }
  }
  const who = named && speaking.characters.find((one) => isMeant(one, named))
  return { text: textOf(terms), subject: who?.label ?? speaking.subject }
}

function withoutLead(terms: readonly Term[]): readonly Term[] {
  const start = terms.findIndex(({ text }) => !lead.test(text))
  return start <= 0 ? terms : terms.slice(start)
}

/** "slowly builds a new life"; but "chased by drones, she runs" has its subject further on. */
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

function whoIs(pronoun: string, { characters, met, subject }: Speaking): string {
  const known = met.length > 0 ? met : characters
  if (pronoun === 'they') {
    const last = known.slice(-2)
    const labels = characters.filter((one) => last.includes(one)).map(({ label }) => label)
    return labels.length === 2 ? labels.join(' and ') : ''
  }
  if (pronoun === 'it') return known.findLast(({ kind }) => kind === 'animal')?.label ?? ''
  const kind = pronoun === 'he' ? 'man' : 'woman'
  const fits = known.findLast((one) => one.kind === kind || one.kind === 'person')
  return fits?.label ?? (known.length === 0 ? subject : (known[0]?.label ?? ''))
}

function replaced(terms: readonly Term[], index: number, label: string): readonly Term[] {
  if (label === '') return terms
  return terms.map((term, at) => (at === index ? { ...term, text: label } : term))
}
