import { didYouMean, nearestNames } from '@darkroom/foundation'
import type { NodeCatalog } from '../catalog/node-catalog.ts'
import type { InputDefinition, NodeDefinition } from '../catalog/node-definition.ts'
import {
  asLink,
  isJsonObject,
  type Json,
  type PromptGraph,
  type PromptNode,
} from '../graph/prompt-graph.ts'
import { checkLink } from './check-link.ts'
import { checkValue, show } from './check-value.ts'
import { findCycle } from './find-cycle.ts'
import { type GraphProblem, problemAt } from './graph-problem.ts'

interface Context {
  readonly nodes: ReadonlyMap<string, PromptNode>
  readonly catalog: NodeCatalog
}

/**
 * Finds every problem for which the server would refuse the graph, before anything is sent. As on the server, every
 * node must be of a known class, but only inputs of nodes that an output node depends on are checked. Without problems
 * the list is empty. Objections of a node's own Python code are not found here.
 */
export function validateGraph(graph: PromptGraph, catalog: NodeCatalog): readonly GraphProblem[] {
  const context: Context = { nodes: new Map(Object.entries(graph)), catalog }
  const unknown = [...context.nodes].flatMap(([id, node]) => checkClass(id, node, catalog))
  const outputs = [...context.nodes].filter(
    ([, node]) => catalog.node(node.class_type)?.isOutputNode === true,
  )
  const reached = reachableFrom(
    outputs.map(([id]) => id),
    context.nodes,
  )
  const cycle = findCycle(context.nodes, reached)
  return [
    ...unknown,
    ...(outputs.length === 0 && unknown.length === 0 ? [noOutputs] : []),
    ...(cycle === undefined ? [] : [cycle]),
    ...[...context.nodes].flatMap(([id, node]) =>
      reached.has(id) ? checkInputs(id, node, context) : [],
    ),
  ]
}

const noOutputs: GraphProblem = {
  nodeId: '',
  nodeClass: '',
  code: 'prompt_no_outputs',
  message: 'The graph has no node that saves or shows anything',
  nearest: [],
}

function checkClass(
  nodeId: string,
  { class_type: nodeClass }: PromptNode,
  catalog: NodeCatalog,
): readonly GraphProblem[] {
  if (catalog.has(nodeClass)) return []
  const nearest = nearestNames(nodeClass, catalog.nodeClasses)
  const message = `Node ${nodeId}: the server has no node class ${JSON.stringify(nodeClass)}${didYouMean(nearest)}`
  return [{ nodeId, nodeClass, code: 'missing_node_type', message, nearest }]
}

function reachableFrom(
  ids: readonly string[],
  nodes: ReadonlyMap<string, PromptNode>,
): ReadonlySet<string> {
  const reached = new Set(ids)
  // The loop also visits ids that are added to the set meanwhile.
  for (const id of reached) {
    for (const value of Object.values(nodes.get(id)?.inputs ?? {})) {
      const source = asLink(value)?.[0]
      if (source !== undefined && nodes.has(source)) reached.add(source)
    }
  }
  return reached
}

function checkInputs(nodeId: string, node: PromptNode, context: Context): readonly GraphProblem[] {
  const definition = context.catalog.node(node.class_type)
  if (definition === undefined) return []
  const inputs = new Map(Object.entries(node.inputs))
  return [
    ...missingInputs(nodeId, definition, inputs),
    ...[...inputs].flatMap(([input, value]) => {
      const place = { nodeId, nodeClass: node.class_type, input }
      const inputDefinition = context.catalog.input(node.class_type, input)
      if (Array.isArray(value)) return checkLink(place, inputDefinition, value, context)
      return inputDefinition === undefined
        ? []
        : checkLiteral(place, inputDefinition, unwrap(value), context.catalog)
    }),
  ]
}

function missingInputs(
  nodeId: string,
  { nodeClass, inputs: definitions }: NodeDefinition,
  inputs: ReadonlyMap<string, Json>,
): readonly GraphProblem[] {
  const known = new Set(definitions.map(({ name }) => name))
  const strangers = [...inputs.keys()].filter((name) => !known.has(name))
  return definitions
    .filter(({ name, required, kind }) => required && kind !== 'dynamic' && !inputs.has(name))
    .map(({ name: input }) => {
      const place = { nodeId, nodeClass, input }
      const nearest = nearestNames(input, strangers, { limit: 1 })
      const what =
        nearest.length === 0
          ? 'it is required and missing'
          : `it is required and missing; the node has ${JSON.stringify(nearest[0])}, which is no input of it`
      return problemAt(place, 'required_input_missing', what)
    })
}

function checkLiteral(
  place: { nodeId: string; nodeClass: string; input: string },
  definition: InputDefinition,
  value: Json,
  catalog: NodeCatalog,
): readonly GraphProblem[] {
  // Types that only the browser provides (colours, camera positions) are not output by any node.
  const needsLink =
    definition.kind === 'link' &&
    !definition.hasDefault &&
    definition.types.every(catalog.isProduced)
  if (!needsLink) return checkValue(place, definition, value)
  const what = `${show(value)} is a value; it takes a link to an output of type ${definition.types.join(' or ')}`
  return [problemAt(place, 'bad_linked_input', what)]
}

/** Whether the server takes a literal for this input, whatever else is in the graph. */
export function takesValue(
  catalog: NodeCatalog,
  { nodeClass, input }: { readonly nodeClass: string; readonly input: string },
  value: Json,
): boolean {
  if (Array.isArray(value)) return false
  const definition = catalog.input(nodeClass, input)
  if (definition === undefined) return true
  const place = { nodeId: '', nodeClass, input }
  return checkLiteral(place, definition, unwrap(value), catalog).length === 0
}

/** The literal array in `{"__value__": […]}`. */
const unwrap = (value: Json): Json => {
  if (!isJsonObject(value) || !Object.hasOwn(value, '__value__')) return value
  return value.__value__ ?? null
}
