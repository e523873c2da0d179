import { hasTag, type Term } from './tag-english.ts'

/**
 * Whether the word at an index is what somebody does. The tagger takes "feeds it" and "they light" for nouns: a word
 * in -s before an article or a pronoun, and whatever follows "they", are verbs to us.
 */
export function actsAt(terms: readonly Term[], index: number): boolean {
  const term = terms[index]
  if (hasTag(term, 'Verb')) return !hasTag(term, 'Gerund', 'Infinitive', 'Particle', 'Adjective')
  if (!hasTag(term, 'Noun') || hasTag(term, 'Pronoun', 'Possessive', 'ProperNoun')) return false
  const [before, next] = [terms[index - 1], terms[index + 1]]
  if (/^(?:he|she|they|we|i)$/i.test(before?.text ?? '')) return true
  const isPluralForm = /[^s]s$/.test(term?.text ?? '') && /^\s*$/.test(term?.post ?? '')
  // "The being shows her": no noun stands between a noun and "her".
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
