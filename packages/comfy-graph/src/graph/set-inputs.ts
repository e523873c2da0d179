import type { Json, PromptGraph } from './prompt-graph.ts'

export interface NewInput {
  readonly nodeId: string
  readonly input: string
  readonly to: Json
}

/** The same graph with other values in some inputs; an input that a node lacks is added. */
export function setInputs(graph: PromptGraph, changes: readonly NewInput[]): PromptGraph {
  if (changes.length === 0) return graph
  const byNode = new Map<string, Record<string, Json>>()
  for (const { nodeId, input, to } of changes) {
    byNode.set(nodeId, { ...byNode.get(nodeId), [input]: to })
  }
  return Object.freeze(
    Object.fromEntries(
      Object.entries(graph).map(([id, node]) => {
        const values = byNode.get(id)
        if (values === undefined) return [id, node]
        return [
          id,
          Object.freeze({ ...node, inputs: Object.freeze({ ...node.inputs, ...values }) }),
        ]
      }),
    ),
  )
}
