import { hasTag, type Term } from './tag-english.ts'

/**
 * Whether the word at an index is a verb that somebody performs. The tagger takes "feeds it" and "they light" for
 * nouns; here a word in -s before an article or a pronoun, and any word after "they", counts as a verb.
 */
export function actsAt(terms: readonly Term[], index: number): boolean {
  const term = terms[index]
  const [before, next] = [terms[index - 1], terms[index + 1]]
  // A word before another verb is its subject: "Ships were torn".
  if (hasTag(next, 'Copula', 'Auxiliary') && !hasTag(term, 'Copula', 'Auxiliary')) return false
  return hasTag(term, 'Verb')
    ? isFiniteVerb(term, before, next)
    : isTakenForNoun(term, before, next)
}

function isFiniteVerb(
  term: Term | undefined,
  before: Term | undefined,
  next: Term | undefined,
): boolean {
  // An infinitive is a verb after a plural subject: "They wake up", but not "to wake up".
  if (hasTag(term, 'Infinitive')) return isManySubject(before)
  return !hasTag(term, 'Gerund', 'Particle', 'Adjective') && !isAttribute(term, before, next)
}

function isTakenForNoun(
  term: Term | undefined,
  before: Term | undefined,
  next: Term | undefined,
): boolean {
  if (!hasTag(term, 'Noun') || hasTag(term, 'Pronoun', 'Possessive', 'ProperNoun')) return false
  if (/^(?:he|she|they|we|i)$/i.test(before?.text ?? '')) return true
  const isPluralForm = /[^s]s$/.test(term?.text ?? '') && /^\s*$/.test(term?.post ?? '')
  // A word between a noun and "her" is a verb: "The being shows her".
  if (
    isPluralForm &&
    hasTag(before, 'Noun') &&
    hasTag(next, 'Determiner', 'Pronoun', 'Possessive')
  ) {
    return true
  }
  const startsClause =
    before === undefined || hasTag(before, 'Conjunction') || /,/.test(before.post)
  const hasObject = hasTag(next, 'Determiner', 'Pronoun', 'Possessive', 'Preposition')
  return (
    startsClause && hasObject && /[^s]s$/.test(term?.text ?? '') && /^\s*$/.test(term?.post ?? '')
  )
}

const isManySubject = (term: Term | undefined): boolean =>
  /^(?:i|we|you|they)$/i.test(term?.text ?? '') ||
  (hasTag(term, 'Plural') && !hasTag(term, 'Possessive'))

/** Whether a participle describes a noun: "a shaved head" shaves nobody, and "tiled staircases" tile nothing. */
function isAttribute(
  term: Term | undefined,
  before: Term | undefined,
  next: Term | undefined,
): boolean {
  if (!hasTag(term, 'PastTense') || !hasTag(next, 'Noun', 'Adjective')) return false
  if (hasTag(before, 'Determiner', 'Possessive', 'Adjective')) return true
  return before === undefined && !hasTag(next, 'Pronoun', 'Possessive', 'ProperNoun')
}
