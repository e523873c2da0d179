import {
  type EditorNode,
  type EditorWorkflow,
  nodeMode,
  type SubgraphDefinition,
} from '../editor/editor-workflow.ts'
import { type NodePlace, nodeName, type Problem } from '../problems.ts'
import type { PreparedClass } from '../widgets/saved-values.ts'
import type { PlacedNode, Scope } from './scope.ts'

/** The most nodes with all subgraphs unfolded, and the deepest nesting: definitions in definitions multiply. */
const placedLimit = 100_000
const deepest = 50

export interface Expanded {
  /** Every node of every scope, without the insides of instances of the workflow that are muted or bypassed. */
  readonly nodes: readonly PlacedNode[]
  readonly problems: readonly Problem[]
  /** Whether the workflow is beyond what is unfolded at all. */
  readonly isTooLarge: boolean
}

/** Unfolds the subgraphs: each instance gets a scope of its own, and its nodes ids behind the instance's. */
export function expand(
  workflow: EditorWorkflow,
  classOf: (type: string) => PreparedClass | undefined,
  mostNodes: number = placedLimit,
): Expanded {
  const root: Scope = { graph: workflow, prefix: '', nodes: new Map() }
  const placed: PlacedNode[] = []
  const problems: Problem[] = []
  // Depth first, as the editor goes when it looks for a node by its name.
  const waiting = [stepInto(root)]
  for (let step = waiting.at(-1); step !== undefined; step = waiting.at(-1)) {
    const { scope, nodes } = step
    const next = nodes.next()
    if (next.done === true) {
      waiting.pop()
      continue
    }
    if (placed.length >= mostNodes) {
      const message = `with its subgraphs unfolded the workflow has more than ${mostNodes} nodes`
      return { nodes: [], problems: [{ code: 'too-large', message }], isTooLarge: true }
    }
    const node = next.value
    const definition = workflow.definitions.get(node.type)
    const inside = definition && enter(scope, { node, definition, problems })
    const entry = place(scope, node, { classOf, definition, inside })
    scope.nodes.set(node.id, entry)
    placed.push(entry)
    if (inside !== undefined) waiting.push(stepInto(inside))
  }
  return { nodes: placed, problems, isTooLarge: false }
}

const stepInto = (scope: Scope) => ({ scope, nodes: scope.graph.nodes.values() })

const place = (
  scope: Scope,
  node: EditorNode,
  {
    classOf,
    definition,
    inside,
  }: {
    classOf: (type: string) => PreparedClass | undefined
    definition: SubgraphDefinition | undefined
    inside: Scope | undefined
  },
): PlacedNode => ({
  id: scope.prefix + node.id,
  node,
  scope,
  prepared: definition === undefined ? classOf(node.type) : undefined,
  ...(definition !== undefined && { definition }),
  ...(inside !== undefined && { inside }),
})

/** The inside of an instance, unless it is left out of the prompt whole, or would never end. */
function enter(
  scope: Scope,
  {
    node,
    definition,
    problems,
  }: { node: EditorNode; definition: SubgraphDefinition; problems: Problem[] },
): Scope | undefined {
  const isOut = node.mode === nodeMode.muted || node.mode === nodeMode.bypassed
  if (scope.host === undefined && isOut) return undefined
  const id = scope.prefix + node.id
  const recursion = recursionOf(scope, definition.id)
  if (recursion !== undefined) {
    const place: NodePlace = { id, class: node.type, title: node.title ?? definition.name }
    const message = `${nodeName(place)}: ${recursion}`
    problems.push({ code: 'recursive-subgraph', message, node: place })
    return undefined
  }
  const host = { node, id, scope, definition }
  return { graph: definition, prefix: `${id}:`, nodes: new Map(), host }
}

function recursionOf(scope: Scope, definitionId: string): string | undefined {
  let depth = 0
  for (let { host } = scope; host !== undefined; { host } = host.scope) {
    if (host.definition.id === definitionId) return 'the subgraph contains itself'
    if (++depth === deepest) return `subgraphs are nested more than ${deepest} deep`
  }
  return undefined
}
