import { actsAt } from './acts-at.ts'
import { hasTag, type TaggedStory, type Term } from './tag-english.ts'

/** Clauses in which something happens; those that cannot stand alone stay with their neighbours. */
export function splitBeats(story: TaggedStory): readonly (readonly Term[])[] {
  return joinShort(story.flatMap(beatsOf))
}

function beatsOf(sentence: readonly (readonly Term[])[]): readonly (readonly Term[])[] {
  const beats: (readonly Term[])[] = []
  let open: readonly Term[] = []
  for (const clause of sentence) {
    const last = beats.at(-1)
    if (last !== undefined && open.length === 0 && leansBack(clause)) {
      beats[beats.length - 1] = [...last, ...clause]
      continue
    }
    open = [...open, ...clause]
    if (!happens(open)) continue
    beats.push(open)
    open = []
  }
  const last = beats.at(-1)
  if (open.length === 0) return beats
  return last === undefined ? [open] : [...beats.slice(0, -1), [...last, ...open]]
}

/** "Peace." is no picture: it goes with what comes after it. */
function joinShort(beats: readonly (readonly Term[])[]): readonly (readonly Term[])[] {
  const joined: (readonly Term[])[] = []
  let open: readonly Term[] = []
  for (const beat of beats) {
    open = [...open, ...beat]
    if (open.length < 3) continue
    joined.push(open)
    open = []
  }
  return open.length === 0 ? joined : [...joined.slice(0, -1), [...(joined.at(-1) ?? []), ...open]]
}

/** "Chased by drones," waits for who is chased. */
const happens = (clause: readonly Term[]): boolean =>
  clause.length >= 4 &&
  clause.some(
    (_, index) => actsAt(clause, index) && !(index === 0 && hasTag(clause[0], 'PastTense')),
  )

/** "where nobody knows his name", "to find her". */
const leansBack = ([first]: readonly Term[]): boolean =>
  first !== undefined &&
  /^(?:where|who|whom|whose|which|that|to|as|than|if|because|like)$/i.test(first.text)
