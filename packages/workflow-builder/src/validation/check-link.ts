import type { NodeCatalog } from '../catalog/node-catalog.ts'
import type { InputDefinition, OutputDefinition } from '../catalog/node-definition.ts'
import { isDynamicType } from '../catalog/read-input.ts'
import { asLink, type Json, type PromptNode } from '../graph/prompt-graph.ts'
import { show } from './check-value.ts'
import { type GraphProblem, type InputPlace, problemAt } from './graph-problem.ts'

/** Judges a bare array, which is always meant to be a link: that it leads somewhere, and that the type fits. */
export function checkLink(
  place: InputPlace,
  definition: InputDefinition | undefined,
  value: Json,
  { nodes, catalog }: { nodes: ReadonlyMap<string, PromptNode>; catalog: NodeCatalog },
): readonly GraphProblem[] {
  const link = asLink(value)
  if (link === undefined) {
    const what = `${show(value)} is no link; a link is ["node id", output number]`
    return [problemAt(place, 'bad_linked_input', what)]
  }
  const [nodeId, index] = link
  const source = nodes.get(nodeId)
  if (source === undefined) {
    const what = `it is linked to node ${nodeId}, which is not in the graph`
    return [problemAt(place, 'linked_node_missing', what)]
  }
  // A class that the server lacks is reported at its own node.
  const sourceDefinition = catalog.node(source.class_type)
  if (sourceDefinition === undefined) return []
  const output = sourceDefinition.outputs[index]
  if (output === undefined) {
    const what = `node ${nodeId} (${source.class_type}) has no output ${index}, only ${sourceDefinition.outputs.length}`
    return [problemAt(place, 'linked_output_missing', what)]
  }
  const wanted = typesOf(definition)
  if (wanted === undefined || fits(output, wanted)) return []
  const what = `it takes ${wanted.join(' or ')}, and output ${index} of node ${nodeId} (${source.class_type}) is ${output.types.join(' or ')}`
  return [problemAt(place, 'return_type_mismatch', what)]
}

/** One type in common is enough; `*` and the types that only the server can unfold fit everything. */
function fits({ types }: OutputDefinition, wanted: readonly string[]): boolean {
  return [...types, ...wanted].some((type) => type === '*' || isDynamicType(type))
    ? true
    : types.some((type) => wanted.includes(type))
}

/** Undefined for an input that the class does not have: the server does not look at it. */
function typesOf(definition: InputDefinition | undefined): readonly string[] | undefined {
  switch (definition?.kind) {
    case 'link':
      return definition.types
    case 'dynamic':
      return [definition.type]
    case 'integer':
      return ['INT']
    case 'float':
      return ['FLOAT']
    case 'text':
      return ['STRING']
    case 'boolean':
      return ['BOOLEAN']
    case 'choice':
      return ['COMBO']
    case undefined:
      return undefined
  }
}
