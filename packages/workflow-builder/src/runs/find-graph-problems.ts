import type { NodeCatalog } from '../catalog/node-catalog.ts'
import type { PromptGraph } from '../graph/prompt-graph.ts'
import type { SavingGraph } from '../graph/saving.ts'
import type { GraphProblem } from '../validation/graph-problem.ts'
import { validateGraph } from '../validation/validate-graph.ts'

/** Every reason why the server cannot make a picture of the graph, or why it is not asked to. */
export const findGraphProblems = (
  { graph, outputNodeIds }: SavingGraph,
  server: NodeCatalog,
): readonly GraphProblem[] => [
  ...(outputNodeIds.length === 0 ? [noPicture] : []),
  ...paidNodes(graph, server),
  ...validateGraph(graph, server),
]

const noPicture: GraphProblem = {
  nodeId: '',
  nodeClass: '',
  code: 'prompt_no_outputs',
  message: 'The graph has no node that saves a picture',
  nearest: [],
}

/** The nodes that ask a paid service elsewhere, in the name of an account that we do not have. */
const paidNodes = (graph: PromptGraph, server: NodeCatalog): readonly GraphProblem[] =>
  Object.entries(graph).flatMap(([nodeId, { class_type: nodeClass }]) =>
    server.node(nodeClass)?.isApiNode === true
      ? [
          {
            nodeId,
            nodeClass,
            code: 'paid_node' as const,
            message: `Node ${nodeId} (${nodeClass}) asks a paid service, for which there is no account here`,
            nearest: [],
          },
        ]
      : [],
  )
