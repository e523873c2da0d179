import { asLink, type PromptGraph } from '@darkroom/comfy-graph'
import type { InputSource } from './input-source.ts'
import { nodeOf } from './node-of.ts'

/**
 * The part of a prompt that something is saved or shown of; all of it where there is no such node, as in a blueprint. A
 * text that is shown on the way is no end.
 */
export function liveGraph({ graph, definitions }: InputSource): PromptGraph {
  const ends = Object.entries(graph).flatMap(([id, { class_type: nodeClass }]) =>
    definitions.get(nodeClass)?.isOutput === true && nodeClass !== 'PreviewAny' ? [id] : [],
  )
  if (ends.length === 0) return graph
  const live = new Set(ends)
  // The loop also visits ids that are added to the set meanwhile.
  for (const id of live) {
    for (const value of Object.values(nodeOf(graph, id)?.inputs ?? {})) {
      const source = asLink(value)?.[0]
      if (source !== undefined) live.add(source)
    }
  }
  return Object.fromEntries(Object.entries(graph).filter(([id]) => live.has(id)))
}
