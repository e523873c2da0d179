import type { NodeCatalog } from '../catalog/node-catalog.ts'
import type { InputDefinition, OutputDefinition } from '../catalog/node-definition.ts'
import { isDynamicType } from '../catalog/read-input.ts'
import { asLink, type Json, type PromptNode } from '../graph/prompt-graph.ts'
import { show } from './check-value.ts'
import { type GraphProblem, type InputPlace, problemAt } from './graph-problem.ts'

/** Checks a bare array, which always means a link: its target must exist and the type must fit. */
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
  // A class that the server lacks is reported for its own node.
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

/** Whether the types have one in common; `*` and types that only the server can expand fit everything. */
function fits({ types }: OutputDefinition, wanted: readonly string[]): boolean {
  return [...types, ...wanted].some((type) => type === '*' || isDynamicType(type))
    ? true
    : types.some((type) => wanted.includes(type))
}

/** The types of an input; undefined for one that the class lacks, which the server ignores. */
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
