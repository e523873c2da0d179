import type { GraphProblem, PromptGraph } from '@darkroom/comfy-graph'

/** The problems without those of names that are on no list of the server because it will be given the files. */
export function besidesGiven(
  problems: readonly GraphProblem[],
  graph: () => PromptGraph,
  given: readonly string[] = [],
): readonly GraphProblem[] {
  if (problems.length === 0 || given.length === 0) return problems
  const nodes = graph()
  return problems.filter(({ code, nodeId, input = '' }) => {
    const value = nodes[nodeId]?.inputs[input]
    return code !== 'value_not_in_list' || !given.some((name) => name === value)
  })
}
