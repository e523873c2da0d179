import { editDistance } from '@darkroom/foundation'
import { type Arc, arcs, type Stage } from './arcs.ts'

/** Finds the named arc, the one with the most similar name, or the first; the name stays as given. */
export function chooseArc(wanted: string | undefined): Arc {
  if (wanted === undefined || wanted === '') return arcs[0]
  const text = plain(wanted)
  const ranked = arcs
    .map((arc) => ({
      arc,
      unlike: Math.min(...[arc.name, ...arc.aliases].map((name) => unlikeness(plain(name), text))),
    }))
    .toSorted((a, b) => a.unlike - b.unlike)
  const [nearest] = ranked
  const arc = nearest !== undefined && nearest.unlike < 0.4 ? nearest.arc : arcs[0]
  return { ...arc, name: wanted }
}

/** The stage at a position in the story, 0 ≤ `position` ≤ 1. */
export function stageAt({ stages }: Arc, position: number): Stage {
  let end = 0
  const stage = stages.find(({ share }) => {
    end += share
    return position < end
  })
  return stage ?? stages[stages.length - 1] ?? nowhere
}

const nowhere: Stage = { name: '', share: 1, mood: '', expression: '', light: '' }

function unlikeness(name: string, text: string): number {
  if (` ${text} `.includes(` ${name} `)) return 0.1 / name.length
  return editDistance(name, text) / Math.max(name.length, text.length)
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
