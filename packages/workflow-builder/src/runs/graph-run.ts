import {
  findSaving,
  type GraphProblem,
  type GraphWords,
  type NodeCatalog,
  overrideGraph,
  type PromptGraph,
  spelledGraph,
  toOverrides,
  withPrefix,
  wordsOf,
} from '@darkroom/comfy-graph'
import type { WorkflowRun } from '../workflow-entry.ts'
import { filesOf } from './files-of.ts'
import { findGraphProblems } from './find-graph-problems.ts'

/** The inputs of a run of a graph: its text, and the words that it is run with. */
export type GraphInputs = GraphWords & { readonly graph: string }

/** A run of a graph, which gets the words among the inputs at their places. */
export function graphRun(inputs: GraphInputs, given: PromptGraph): WorkflowRun {
  const { graph } = overrideGraph(given, toOverrides(inputs))
  const saving = findSaving(graph)
  // Choosing a job asks for all waiting ones, of all servers.
  const judged = new WeakMap<NodeCatalog, readonly GraphProblem[]>()
  return {
    inputs,
    needs: [],
    model: inputs.model,
    nodeClasses: [...new Set(Object.values(saving.graph).map(({ class_type: name }) => name))],
    problems(server) {
      const problems =
        judged.get(server) ?? findGraphProblems(withPrefix(saving, 'darkroom').graph, server)
      judged.set(server, problems)
      return problems
    },
    files: (server) => filesOf(saving.graph, server),
    spelledFor(server) {
      const spelled = spelledGraph(graph, server)
      if (spelled === graph) return this
      const text = JSON.stringify(spelled)
      return graphRun({ ...inputs, ...namesIn(wordsOf(spelled)), graph: text }, spelled)
    },
    build({ filenamePrefix }) {
      const { graph: built, outputNodeIds } = withPrefix(saving, filenamePrefix)
      return Object.freeze({ outputNodeIds, toPrompt: () => built, idOf: () => undefined })
    },
  }
}

/** The words that are names of a server's lists. */
const namesIn = ({ model, sampler, scheduler, loras }: GraphWords): GraphWords => ({
  ...(model === undefined ? {} : { model }),
  ...(sampler === undefined ? {} : { sampler }),
  ...(scheduler === undefined ? {} : { scheduler }),
  ...(loras === undefined ? {} : { loras }),
})
