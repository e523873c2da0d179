import type { Json, PromptGraph } from './prompt-graph.ts'

export interface NewInput {
  readonly nodeId: string
  readonly input: string
  readonly to: Json
}

/** The same graph with other values in some inputs; an input that a node lacks is added. */
export function setInputs(graph: PromptGraph, changes: readonly NewInput[]): PromptGraph {
  if (changes.length === 0) return graph
  const byNode = Map.groupBy(changes, ({ nodeId }) => nodeId)
  return Object.freeze(
    Object.fromEntries(
      Object.entries(graph).map(([id, node]) => {
        const own = byNode.get(id)
        if (own === undefined) return [id, node]
        const values = Object.fromEntries(own.map(({ input, to }) => [input, to]))
        return [
          id,
          Object.freeze({ ...node, inputs: Object.freeze({ ...node.inputs, ...values }) }),
        ]
      }),
    ),
  )
}
