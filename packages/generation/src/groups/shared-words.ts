import type { Inputs } from '@darkroom/workflow-builder'
import { recipeOf } from '../job/inputs.ts'
import type { PlannedMember } from './group-members.ts'

/** Words that were filled in alike for all frames: the defaults of their models' family. */
export function sharedWords(frames: readonly PlannedMember[]): Inputs {
  const [first, ...others] = frames.map(({ inputs }) => recipeOf(inputs))
  const { prompt: _, seed: __, ...words } = first ?? {}
  return Object.fromEntries(
    Object.entries(words).filter(([word, value]) => {
      const text = JSON.stringify(value)
      return others.every(
        (other) => JSON.stringify(new Map(Object.entries(other)).get(word)) === text,
      )
    }),
  )
}
