import { actsAt } from './acts-at.ts'
import { hasTag, type Term, textOf } from './tag-english.ts'

/** The words around a noun: "a young girl", "the north sea", "her robot friend Kibo". */
export interface NounPhrase {
  /** The phrase without article and without a name at the end. */
  readonly text: string
  /** The last noun, in lower case. */
  readonly head: string
  readonly determiner: string
  /** The name at the end of the phrase, or the whole phrase if it is a name. */
  readonly name: string
  /** The gender of a given name. */
  readonly nameKind: 'woman' | 'man' | undefined
  readonly isPlural: boolean
  readonly isPlace: boolean
  readonly start: number
  /** The index after the last word. */
  readonly end: number
}

export function nounPhrases(terms: readonly Term[]): readonly NounPhrase[] {
  const phrases: NounPhrase[] = []
  for (let start = 0; start < terms.length; start++) {
    const end = endOfPhrase(terms, start)
    const phrase = end > start ? toPhrase(terms, start, end) : undefined
    if (phrase === undefined) continue
    phrases.push(phrase)
    start = end - 1
  }
  return phrases
}

function endOfPhrase(terms: readonly Term[], start: number): number {
  let end = start
  while (end < terms.length) {
    const term = terms[end]
    const opens = end === start && hasTag(term, 'Determiner', 'Possessive')
    if (!opens && (actsAt(terms, end) || !belongs(term, terms[end + 1]))) break
    end += 1
    if (/[^\s'’-]/.test(term?.post ?? '') && !hasTag(term, 'Honorific')) break
  }
  return end
}

/** Whether a word is part of the phrase; "wounded" and "glowing" are when a noun or an adjective follows. */
function belongs(term: Term | undefined, next: Term | undefined): boolean {
  if (hasTag(term, 'Pronoun', 'Possessive') && !hasTag(term, 'ProperNoun')) return false
  if (hasTag(term, 'Noun', 'Adjective', 'Value')) return true
  if (/^(?:named|called)$/i.test(term?.text ?? '')) return false
  return hasTag(term, 'Gerund', 'PastTense', 'Participle') && hasTag(next, 'Noun', 'Adjective')
}

function toPhrase(terms: readonly Term[], start: number, end: number): NounPhrase | undefined {
  const all = terms.slice(start, end)
  const [first] = all
  const determiner = hasTag(first, 'Determiner', 'Possessive') ? (first?.text ?? '') : ''
  const words = determiner === '' ? all : all.slice(1)
  const nameAt = words.findIndex((term, index) => isName(term, start + index))
  const named =
    nameAt === -1 ? [] : words.slice(nameAt).filter((term) => /^\p{Lu}/u.test(term.text))
  const common = nameAt === -1 ? words : words.slice(0, nameAt)
  // A name may be the noun, as in "old Beto".
  const last = common.findLast((term) => hasTag(term, 'Noun')) ?? named.at(-1)
  if (last === undefined || !hasTag(last, 'Noun')) return undefined
  return {
    text: clean(
      textOf(
        common.length > 0 ? common.slice(0, common.lastIndexOf(last) + 1 || undefined) : named,
      ),
    ),
    head: clean(last.text).toLowerCase(),
    determiner: determiner.toLowerCase(),
    name: clean(textOf(named)),
    nameKind: nameKindOf(named),
    isPlural: hasTag(last, 'Plural'),
    isPlace: words.some((term) => hasTag(term, 'Place')),
    start,
    end,
  }
}

function nameKindOf(named: readonly Term[]): NounPhrase['nameKind'] {
  if (named.some((term) => hasTag(term, 'FemaleName') || /^m(?:r?s|iss)$/i.test(term.text))) {
    return 'woman'
  }
  const isMan = named.some((term) => hasTag(term, 'MaleName') || /^mr$/i.test(term.text))
  return isMan ? 'man' : undefined
}

/** Whether a word is a name. The first word of a sentence always has a capital, so there only known names count. */
function isName(term: Term, index: number): boolean {
  if (!/^\p{Lu}/u.test(term.text) || hasTag(term, 'Place')) return false
  return (
    hasTag(term, 'Person', 'FirstName', 'Honorific') || (index > 0 && hasTag(term, 'ProperNoun'))
  )
}

export const clean = (text: string): string =>
  text
    .trim()
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/['’]s$/, '')
