import type { Lora } from '@darkroom/recipe'
import { asLink, type PromptGraph } from '../graph/prompt-graph.ts'
import { findSamplers } from './find-samplers.ts'
import { passedOn } from './find-sites.ts'

/** The links that lead from a sampler to its model, past the LoRAs. */
const toModel = ['guider', 'model'] as const

/** The LoRAs between the model and the sampler that begins the picture, in the order in which they are applied. */
export const findLoras = (graph: PromptGraph): readonly Lora[] =>
  findLoraNodes(graph).map(({ lora }) => lora)

/** The same with the nodes that load them. */
export function findLoraNodes(
  graph: PromptGraph,
): readonly { readonly nodeId: string; readonly lora: Lora }[] {
  const nodes = new Map(Object.entries(graph))
  const path = new Set(findSamplers(nodes).first.slice(0, 1))
  const loras: { readonly nodeId: string; readonly lora: Lora }[] = []
  // The loop also visits ids that are added to the set meanwhile.
  for (const id of path) {
    const node = nodes.get(id)
    const inputs = new Map(Object.entries(node?.inputs ?? {}))
    const [name, model, clip] = ['lora_name', 'strength_model', 'strength_clip'].map((input) =>
      inputs.get(input),
    )
    if (typeof name === 'string' && typeof model === 'number') {
      const strength_clip = typeof clip === 'number' ? clip : model
      loras.unshift({ nodeId: id, lora: { name, strength_model: model, strength_clip } })
    }
    const named = toModel.flatMap((input) => asLink(inputs.get(input)) ?? [])
    const only = passedOn(id, nodes)
    const [next] = named.length > 0 ? [named[0]] : [only?.[0]]
    if (typeof next === 'string') path.add(next)
  }
  return loras
}
