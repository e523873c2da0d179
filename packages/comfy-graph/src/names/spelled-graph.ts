import type { NodeCatalog } from '../catalog/node-catalog.ts'
import type { PromptGraph } from '../graph/prompt-graph.ts'
import { setInputs } from '../graph/set-inputs.ts'
import { matchName } from './match-name.ts'

/** The graph with each name of a list in the server's spelling; names that it lacks stay. */
export const spelledGraph = (graph: PromptGraph, server: NodeCatalog): PromptGraph =>
  setInputs(
    graph,
    Object.entries(graph).flatMap(([nodeId, { class_type: nodeClass, inputs }]) =>
      Object.entries(inputs).flatMap(([input, name]) => {
        if (typeof name !== 'string') return []
        const choices = server.choices(nodeClass, input)
        const to = choices === undefined ? name : (matchName(name, choices) ?? name)
        return to === name ? [] : [{ nodeId, input, to }]
      }),
    ),
  )
