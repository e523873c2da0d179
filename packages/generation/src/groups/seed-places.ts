import { isRecord } from '@darkroom/foundation'
import type { Inputs } from '@darkroom/workflow-builder'
import { z } from 'zod'

/**
 * Where a graph takes the seed of a run: places of it, none where nothing is drawn. Without this the seed is the word of the
 * recipe.
 */
export interface SeedPlaces {
  readonly places: readonly { readonly nodeId: string; readonly input: string }[]
  /** The largest seed that all of them take. */
  readonly most: number
}

export const seedPlacesSchema: z.ZodType<SeedPlaces> = z.object({
  places: z.array(z.object({ nodeId: z.string(), input: z.string() })),
  most: z.number(),
})

/** The inputs with others in their place or beside them; values at places of a graph are merged place by place. */
export function mergeInputs(inputs: Inputs, own: Inputs): Inputs {
  if (inputs.set === undefined || own.set === undefined) return { ...inputs, ...own }
  const set = new Map(valuesByNode(inputs.set))
  for (const [node, values] of valuesByNode(own.set)) {
    set.set(node, { ...set.get(node), ...values })
  }
  return { ...inputs, ...own, set: Object.fromEntries(set) }
}

/** The values at places of a graph; their workflow says whether they are right. */
const valuesByNode = (set: unknown): readonly (readonly [node: string, values: Inputs])[] =>
  Object.entries(isRecord(set) ? set : {}).flatMap(([node, values]) =>
    isRecord(values) ? [[node, values] as const] : [],
  )

/** The inputs with a seed. */
export function withSeed(inputs: Inputs, seed: number, seeds: SeedPlaces | undefined): Inputs {
  if (seeds === undefined) return { ...inputs, seed }
  if (seeds.places.length === 0) return inputs
  const set: Record<string, Record<string, string>> = {}
  for (const { nodeId, input } of seeds.places) {
    set[nodeId] = { ...set[nodeId], [input]: JSON.stringify(seed) }
  }
  const word = Object.hasOwn(inputs, 'seed') ? { seed } : {}
  return mergeInputs({ set: {}, ...inputs, ...word }, { set })
}
