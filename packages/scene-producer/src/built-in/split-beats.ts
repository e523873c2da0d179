import { actsAt } from './acts-at.ts'
import { isOnlySpoken } from './spoken.ts'
import { hasTag, type TaggedStory, type Term, textOf } from './tag-english.ts'

/**
 * Splits a story into clauses in which something happens; clauses that cannot stand alone join their neighbours. Direct
 * speech alone is left out if the story has anything else.
 */
export function splitBeats(story: TaggedStory): readonly (readonly Term[])[] {
  const beats = joinShort(story.flatMap(beatsOf))
  const shown = beats.filter((beat) => !isOnlySpoken(textOf(beat)) && !isEnding(textOf(beat)))
  return shown.length === 0 ? beats : shown
}

const isEnding = (text: string): boolean => /^\P{L}*the end\P{L}*$/iu.test(text)

function beatsOf(sentence: readonly (readonly Term[])[]): readonly (readonly Term[])[] {
  const beats: (readonly Term[])[] = []
  let open: readonly Term[] = []
  const clauses = sentence.flatMap(withOwnSubjects)
  clauses.forEach((clause, index) => {
    const last = beats.at(-1)
    if (open.length > 0 && leansBack(clause)) {
      open = [...open, ...clause]
    } else if (open.length === 0 && last !== undefined && goesOn(clause, clauses[index + 1])) {
      beats[beats.length - 1] = [...last, ...clause]
    } else {
      const waits = open.length === 0 && isSubordinate(clause)
      open = [...open, ...clause]
      if (waits || !happens(open) || isBrokenOff(open)) return
      beats.push(open)
      open = []
    }
  })
  const last = beats.at(-1)
  if (open.length === 0) return beats
  return last === undefined ? [open] : [...beats.slice(0, -1), [...last, ...open]]
}

/** Splits off a part with a subject of its own: "The sun comes back and the mud blooms" are two events. */
function withOwnSubjects(clause: readonly Term[]): readonly (readonly Term[])[] {
  const at = clause.findIndex((_, index) => opensEvent(clause, index))
  if (at === -1 || isSubordinate(clause) || leansBack(clause)) return [clause]
  const rest = clause.slice(at)
  const [first] = rest
  return [
    clause.slice(0, at),
    ...withOwnSubjects(/^while$/i.test(first?.text ?? '') ? rest.slice(1) : rest),
  ]
}

function opensEvent(clause: readonly Term[], index: number): boolean {
  if (index < 4 || !/^(?:and|but|while)$/i.test(clause[index]?.text ?? '')) return false
  if (!clause.slice(0, index).some((_, at) => actsAt(clause, at))) return false
  const rest = clause.slice(index + 1)
  if (!hasTag(rest[0], 'Determiner', 'Possessive', 'Pronoun', 'ProperNoun', 'Value')) return false
  const verb = rest.findIndex((_, at) => at > 0 && actsAt(rest, at))
  const isBound = rest
    .slice(0, verb)
    .some(
      ({ text, tags }) => /^(?:who|which|that|where|and|to)$/i.test(text) && !tags.includes('Verb'),
    )
  return verb !== -1 && !isBound
}

/** Joins headings and short sentences such as "Peace." to the next beat, since they make no picture. */
function joinShort(beats: readonly (readonly Term[])[]): readonly (readonly Term[])[] {
  const joined: (readonly Term[])[] = []
  let open: readonly Term[] = []
  for (const beat of beats) {
    open = [...open, ...beat]
    if (open.length < 3 || /:\s*$/.test(open.at(-1)?.post ?? '')) continue
    joined.push(open)
    open = []
  }
  return open.length === 0 ? joined : [...joined.slice(0, -1), [...(joined.at(-1) ?? []), ...open]]
}

/** Whether something happens in a clause; "Chased by drones," needs the next clause. */
const happens = (clause: readonly Term[]): boolean =>
  clause.length >= 4 &&
  clause.some(
    (_, index) => actsAt(clause, index) && !(index === 0 && hasTag(clause[0], 'PastTense')),
  )

/** Whether a clause is unfinished: "… while the sea," and "Emil, who is nine," need the next clause. */
function isBrokenOff(clause: readonly Term[]): boolean {
  if (isAside(clause)) return true
  const at = clause.findLastIndex(({ text }) =>
    /^(?:while|when|until|because|who|which|where)$/i.test(text),
  )
  return at > 0 && !clause.some((_, index) => index > at && actsAt(clause, index))
}

function isAside(clause: readonly Term[]): boolean {
  const at = clause.findIndex(
    ({ text }, index) =>
      /^(?:who|which|whose)$/i.test(text) && /,/.test(clause[index - 1]?.post ?? ''),
  )
  const goesOnAfter = /,/.test(clause.at(-1)?.post ?? '')
  return at > 0 && goesOnAfter && !clause.some((_, index) => index < at && actsAt(clause, index))
}

/** Whether a clause depends on the next one: "When the smoke clears,". */
const isSubordinate = ([first, second]: readonly Term[]): boolean =>
  /^(?:when|while|if|because|although|though|as|after|before|once|since)$/i.test(
    first?.text ?? '',
  ) && second?.text !== 'upon'

function goesOn(clause: readonly Term[], next: readonly Term[] | undefined): boolean {
  return leansBack(clause) || isAfterthought(clause) || isListed(clause, next)
}

/** Whether a clause depends on the previous one: "where nobody knows his name", "to find her", "looking for ships". */
const leansBack = ([first]: readonly Term[]): boolean =>
  first !== undefined && (hasTag(first, 'Gerund') || leaning.test(first.text))

const leaning =
  /^(?:where|who|whom|whose|which|that|to|as|than|if|because|like|while|when|before|after)$/i

/** Whether a clause only describes: "perfectly preserved", "painted shut". */
function isAfterthought(clause: readonly Term[]): boolean {
  const done = clause.filter((term) => !hasTag(term, 'Adverb', 'Adjective'))
  return clause.length > 1 && done.length === 1 && hasTag(done[0], 'PastTense')
}

/** Whether a clause is an item of a list without a verb of its own: "… the frog, the fox and the old owl". */
function isListed(clause: readonly Term[], next: readonly Term[] | undefined): boolean {
  const [first] = clause
  const opensThing = hasTag(first, 'Determiner', 'Noun', 'Adjective', 'Possessive', 'PastTense')
  if (!opensThing || hasTag(first, 'Preposition', 'Conjunction')) return false
  if (clause.some((_, index) => actsAt(clause, index))) return false
  return next === undefined || hasTag(next[0], 'Conjunction')
}
