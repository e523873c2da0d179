import { didYouMean } from '@darkroom/foundation'

/** What can be wrong. Where ComfyUI has a name for it, this is ComfyUI's. */
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

/** One thing for which the server would refuse the graph, or fail while it runs. */
export interface GraphProblem {
  /** Empty when the graph as a whole is meant. */
  readonly nodeId: string
  readonly nodeClass: string
  readonly input?: string
  readonly code: GraphProblemCode
  /** A sentence for a person, that names node and input. */
  readonly message: string
  /** What may have been meant, best first. */
  readonly nearest: readonly string[]
}

/** Where in the graph a value stands. */
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
