import type { Json } from '@darkroom/foundation'
import type {
  EditorGraph,
  EditorNode,
  EditorWorkflow,
  SubgraphDefinition,
} from './editor-workflow.ts'

/** A place of a value: a node by its id in the prompt (`57:3` is node 3 inside of instance 57), and its widget or slot. */
export interface ValuePlace {
  readonly path: string
  readonly name: string
}

export interface NewValue extends ValuePlace {
  readonly value: Json
}

/** The node at a path, and the graph that it stands in. */
export function nodeAt(
  workflow: EditorWorkflow,
  path: string,
): { readonly node: EditorNode; readonly graph: EditorGraph } | undefined {
  const [first = '', ...rest] = path.split(':')
  let graph: EditorGraph = workflow
  let node = graph.nodes.get(first)
  for (const id of rest) {
    const inside: SubgraphDefinition | undefined = workflow.definitions.get(node?.type ?? '')
    if (inside === undefined) return undefined
    graph = inside
    node = graph.nodes.get(id)
  }
  return node === undefined ? undefined : { node, graph }
}

/**
 * The workflow with other values. A node inside of a subgraph is changed in this one instance, which then has a
 * definition of its own; all others stay. A place that is not there changes nothing.
 */
export const withValues = (workflow: EditorWorkflow, values: readonly NewValue[]): EditorWorkflow =>
  values.reduce(withValue, workflow)

function withValue(workflow: EditorWorkflow, { path, name, value }: NewValue): EditorWorkflow {
  const definitions = new Map(workflow.definitions)
  const change = <G extends EditorGraph>(graph: G, ids: readonly string[], depth: number): G => {
    const id = ids[depth] ?? ''
    const node = graph.nodes.get(id)
    if (node === undefined) return graph
    const changed =
      depth === ids.length - 1
        ? { ...node, setValues: { ...node.setValues, [name]: value } }
        : inside(node, ids, depth)
    return { ...graph, nodes: new Map(graph.nodes).set(id, changed) }
  }
  const inside = (instance: EditorNode, ids: readonly string[], depth: number): EditorNode => {
    const definition = definitions.get(instance.type)
    if (definition === undefined) return instance
    const own = `${instance.type.split('#')[0]}#${ids.slice(0, depth + 1).join(':')}`
    definitions.set(own, { ...change(definition, ids, depth + 1), id: own })
    return { ...instance, type: own }
  }
  return { ...change(workflow, path.split(':'), 0), definitions }
}
