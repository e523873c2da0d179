import { actsAt } from './acts-at.ts'
import type { TaggedStory, Term } from './tag-english.ts'

/** Clauses in which something happens; those that cannot stand alone stay with their neighbours. */
export function splitBeats(story: TaggedStory): readonly (readonly Term[])[] {
  return story.flatMap((sentence) => {
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
  })
}

const happens = (clause: readonly Term[]): boolean =>
  clause.length >= 4 && clause.some((_, index) => actsAt(clause, index))

/** "where nobody knows his name", "to find her". */
const leansBack = ([first]: readonly Term[]): boolean =>
  first !== undefined &&
  /^(?:where|who|whom|whose|which|that|to|as|than|if|because|like)$/i.test(first.text)
