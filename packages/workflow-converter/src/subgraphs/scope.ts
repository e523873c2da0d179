import type {
  EditorGraph,
  EditorInput,
  EditorNode,
  SubgraphDefinition,
} from '../editor/editor-workflow.ts'
import type { PreparedClass } from '../widgets/saved-values.ts'

/** A node at its place in the prompt: the same node of a definition stands in each instance of it. */
export interface PlacedNode {
  /** `7`, or `57:3` for node 3 inside the instance 57. */
  readonly id: string
  readonly node: EditorNode
  readonly scope: Scope
  /** Its class, where the server has it. */
  readonly prepared: PreparedClass | undefined
  /** The subgraph that it is an instance of. */
  readonly definition?: SubgraphDefinition
  /** What is inside of the instance, unless it is left out of the prompt whole. */
  readonly inside?: Scope
}

/** The workflow itself, or one instance of a subgraph. */
export interface Scope {
  readonly graph: EditorGraph
  readonly prefix: string
  readonly nodes: Map<string, PlacedNode>
  readonly host?: Host
}

/** The instance that a scope is the inside of. */
export interface Host {
  readonly node: EditorNode
  readonly id: string
  readonly scope: Scope
  readonly definition: SubgraphDefinition
}

/** The input of a name: of two, the editor keeps the later. */
export const inputOf = ({ inputs }: EditorNode, name: string): EditorInput | undefined =>
  inputs.findLast((input) => input.name === name)
