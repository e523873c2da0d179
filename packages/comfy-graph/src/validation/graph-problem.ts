import { didYouMean } from '@darkroom/foundation'

/** The kinds of problem, with ComfyUI's name if it has one. */
export type GraphProblemCode =
  | 'prompt_no_outputs'
  | 'dependency_cycle'
  | 'missing_node_type'
  | 'required_input_missing'
  | 'bad_linked_input'
  | 'linked_node_missing'
  | 'linked_output_missing'
  | 'return_type_mismatch'
  | 'invalid_input_type'
  | 'value_smaller_than_min'
  | 'value_bigger_than_max'
  | 'value_not_in_list'
  | 'paid_node'

/** A problem for which the server would refuse the graph, or fail while running it. */
export interface GraphProblem {
  /** The node's id; empty for the whole graph. */
  readonly nodeId: string
  readonly nodeClass: string
  readonly input?: string
  readonly code: GraphProblemCode
  /** A sentence for a person, naming node and input. */
  readonly message: string
  /** The most similar names, best first. */
  readonly nearest: readonly string[]
}

export interface InputPlace {
  readonly nodeId: string
  readonly nodeClass: string
  readonly input: string
}

export const problemAt = (
  { nodeId, nodeClass, input }: InputPlace,
  code: GraphProblemCode,
  what: string,
  nearest: readonly string[] = [],
): GraphProblem => ({
  nodeId,
  nodeClass,
  input,
  code,
  message: `Node ${nodeId} (${nodeClass}), input "${input}": ${what}${didYouMean(nearest)}`,
  nearest,
})
