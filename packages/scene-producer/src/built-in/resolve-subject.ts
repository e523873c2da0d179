import { actsAt } from './acts-at.ts'
import { type NounPhrase, nounPhrases } from './noun-phrases.ts'
import type { Character } from './story.ts'
import { hasTag, type Term, textOf } from './tag-english.ts'

/** Who was last spoken of, going from clause to clause. */
export interface Speaking {
  readonly characters: readonly Character[]
  /** Of those, the ones met so far, in the order of meeting. */
  readonly met: readonly Character[]
  /** The subject of the clause before. */
  readonly subject: string
}

const lead =
  /^(?:and|but|then|so|yet|while|when|until|before|after|because|finally|suddenly|soon)$/i

/** Tells a clause by itself: without "and then", and with a name for "he" or for a subject left out. */
export function resolveSubject(
  clause: readonly Term[],
  speaking: Speaking,
): { text: string; subject: string } {
  const terms = withoutLead(clause)
  const first = terms.findIndex((term) => !hasTag(term, 'Adverb'))
  if (speaking.subject !== '' && actsAt(terms, first)) {
    return { text: `${speaking.subject} ${textOf(terms)}`, subject: speaking.subject }
  }
  const pronounAt = terms.findIndex(({ text }) => /^(?:he|she|they|it)$/i.test(text))
  const named = firstNamed(terms, speaking)
  if (pronounAt !== -1 && (named === undefined || named.start > pronounAt)) {
    const pronoun = terms[pronounAt]?.text.toLowerCase() ?? ''
    const meant = whoIs(pronoun, speaking)
    return { text: textOf(replaced(terms, pronounAt, meant)), subject: meant || speaking.subject }
  }
  const subject =
    named === undefined ? speaking.subject : textOf(terms.slice(named.start, named.end))
  return { text: textOf(terms), subject: subject.replace(/[\s,;:.!?]+$/, '') }
}

function withoutLead(terms: readonly Term[]): readonly Term[] {
  const start = terms.findIndex(({ text }) => !lead.test(text))
  return start <= 0 ? terms : terms.slice(start)
}

/** The first phrase that could be a subject; "one stormy night" could not. */
const firstNamed = (terms: readonly Term[], { characters }: Speaking): NounPhrase | undefined =>
  nounPhrases(terms).find(({ head, name }) =>
    characters.some(
      ({ words }) => words.includes(head) || words.includes(name.toLowerCase().split(' ')[0] ?? ''),
    ),
  )

function whoIs(pronoun: string, { characters, met, subject }: Speaking): string {
  const known = met.length > 0 ? met : characters
  if (pronoun === 'they') {
    const labels = known.slice(0, 2).map(({ label }) => label)
    return labels.length === 2 ? labels.join(' and ') : ''
  }
  if (pronoun === 'it') return known.findLast(({ kind }) => kind === 'animal')?.label ?? ''
  const kind = pronoun === 'he' ? 'man' : 'woman'
  const fits = known.find((one) => one.kind === kind) ?? known.find((one) => one.kind === 'person')
  return fits?.label ?? (known.length === 0 ? subject : (known[0]?.label ?? ''))
}

function replaced(terms: readonly Term[], index: number, label: string): readonly Term[] {
  if (label === '') return terms
  return terms.map((term, at) => (at === index ? { ...term, text: label } : term))
}
