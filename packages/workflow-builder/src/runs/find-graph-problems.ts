import {
  type GraphProblem,
  type NodeCatalog,
  type PromptGraph,
  validateGraph,
} from '@darkroom/comfy-graph'

/** Every reason why the server cannot run the graph, or why it is not asked to. */
export const findGraphProblems = (
  graph: PromptGraph,
  server: NodeCatalog,
): readonly GraphProblem[] => [...paidNodes(graph, server), ...validateGraph(graph, server)]

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
