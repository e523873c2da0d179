import { foundRecipeSchema } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
import type { JobPayload } from '../job/job-payload.ts'
import type { MadeBy } from '../job/made-by.ts'

/** What was asked for, as a sidecar tells it. */
export interface ToldMade extends Pick<MadeBy, 'workflow' | 'inputs'> {
  /** The inputs that are too large to be told beside each picture. */
  readonly left_out?: readonly string[]
}

/** Inputs that follow from the model, and the graph, which the picture carries itself. */
const followed: ReadonlySet<string> = new Set(['model_folder', 'variant', 'graph'])

/** The most characters of all inputs together. */
const mostCharacters = 65_536

/** What was asked for, where the words of the recipe do not tell all of it; with the seed that was drawn. */
export function toldMade({ made, workflow, inputs, recipe }: JobPayload): ToldMade | undefined {
  if (made !== undefined) return bounded(made.workflow, withDrawn(made, recipe))
  const own = Object.entries(inputs).filter(([word]) => !followed.has(word))
  if (own.every(([word]) => word in foundRecipeSchema.shape)) return undefined
  return bounded(workflow, Object.fromEntries(own))
}

function withDrawn({ inputs, seeds }: MadeBy, { seed }: JobPayload['recipe']): Inputs {
  if (seed === undefined) return inputs
  const drawn = seeds ?? (Object.hasOwn(inputs, 'seed') ? ['seed'] : [])
  return { ...inputs, ...Object.fromEntries(drawn.map((key) => [key, seed])) }
}

/** As many inputs as there is room for, the small ones first. */
function bounded(workflow: string, inputs: Inputs): ToldMade {
  let left = mostCharacters
  const sizes = Object.entries(inputs)
    .map(([key, value]) => ({ key, size: key.length + (JSON.stringify(value) ?? '').length }))
    .toSorted((one, other) => one.size - other.size)
  const tooLarge = new Set(
    sizes.flatMap(({ key, size }) => {
      left -= size
      return left < 0 ? [key] : []
    }),
  )
  if (tooLarge.size === 0) return { workflow, inputs }
  const kept = Object.entries(inputs).filter(([key]) => !tooLarge.has(key))
  return { workflow, inputs: Object.fromEntries(kept), left_out: [...tooLarge] }
}
