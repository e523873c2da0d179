import type { Json, PromptGraph, PromptNode } from '@darkroom/comfy-graph'
import { type GraphNode, type InputValue, isOutput } from './graph-node.ts'

/** A whole graph. Immutable. */
export interface Workflow {
  /** The ids of the given output nodes, in the same order. */
  readonly outputNodeIds: readonly string[]
  /** The graph in ComfyUI's API format: frozen, and always the same object. */
  toPrompt(): PromptGraph
  /** The id of a node, or undefined when the workflow does not reach it. */
  idOf(node: GraphNode): string | undefined
}

/**
 * Collects the graph behind the given output nodes. Ids are "1", "2", … and each node follows all its dependencies, so
 * equal requests give equal graphs.
 */
export function createWorkflow(outputNodes: readonly GraphNode[]): Workflow {
  const ids = new Map(dependenciesFirst(outputNodes).map((node, index) => [node, `${index + 1}`]))
  const graph: PromptGraph = Object.freeze(
    Object.fromEntries([...ids].map(([node, id]) => [id, toPromptNode(node, ids)])),
  )
  const outputNodeIds = Object.freeze(outputNodes.flatMap((node) => ids.get(node) ?? []))
  return Object.freeze({
    outputNodeIds,
    toPrompt: () => graph,
    idOf: (node: GraphNode) => ids.get(node),
  })
}

/** Walks without recursion, since a chain of LoRAs can be longer than the stack is deep. */
function dependenciesFirst(roots: readonly GraphNode[]): readonly GraphNode[] {
  const done = new Set<GraphNode>()
  const stack = roots.toReversed().map((node) => ({ node, entered: false }))
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if (done.has(step.node)) continue
    if (step.entered) {
      done.add(step.node)
      continue
    }
    stack.push({ node: step.node, entered: true })
    for (const value of Object.values(step.node.inputs).toReversed()) {
      if (isOutput(value)) stack.push({ node: value.node, entered: false })
    }
  }
  return [...done]
}

function toPromptNode(node: GraphNode, ids: ReadonlyMap<GraphNode, string>): PromptNode {
  const inputs = Object.entries(node.inputs).map(([name, value]) => [name, toInput(value, ids)])
  return Object.freeze({
    class_type: node.classType,
    inputs: Object.freeze(Object.fromEntries(inputs)),
    _meta: Object.freeze({ title: node.title }),
  })
}

function toInput(value: InputValue, ids: ReadonlyMap<GraphNode, string>): Json {
  if (isOutput(value)) return Object.freeze([ids.get(value.node) ?? '', value.index])
  return Array.isArray(value) ? Object.freeze({ __value__: value }) : value
}
