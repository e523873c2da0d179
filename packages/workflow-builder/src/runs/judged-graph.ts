import {
  type GraphProblem,
  type NodeCatalog,
  type PromptGraph,
  validateGraph,
} from '@darkroom/comfy-graph'
import type { Need, WorkflowRun } from '../workflow-entry.ts'
import { besidesGiven } from './besides-given.ts'
import { filesOf } from './files-of.ts'

/** What is said of a graph before it is run. */
export interface JudgedGraph extends Pick<WorkflowRun, 'problems' | 'files'> {
  readonly nodeClasses: () => readonly string[]
}

/**
 * What a run says of the graph that it builds: the node classes that a server must know, some of which only newer ones
 * have, and the files that it reads there. The graph is built when it is first asked about.
 */
export function judgedGraph(needs: readonly Need[], build: () => PromptGraph): JudgedGraph {
  let built: PromptGraph | undefined
  const graph = (): PromptGraph => {
    built ??= build()
    return built
  }
  // Choosing a job asks for all waiting ones, of all servers.
  const judged = new WeakMap<NodeCatalog, readonly GraphProblem[]>()
  return {
    nodeClasses: () => [...new Set(Object.values(graph()).map(({ class_type: name }) => name))],
    problems(server, given) {
      const problems = judged.get(server) ?? withoutNeeds(needs, validateGraph(graph(), server))
      judged.set(server, problems)
      return besidesGiven(problems, graph, given)
    },
    files: (server) => filesOf(graph(), server),
  }
}

/** A name that a list lacks is told of the need, which says more. */
const withoutNeeds = (
  needs: readonly Need[],
  problems: readonly GraphProblem[],
): readonly GraphProblem[] =>
  problems.filter(
    ({ code, nodeClass, input }) =>
      code !== 'value_not_in_list' ||
      !needs.some((need) => need.nodeClass === nodeClass && need.input === input),
  )
