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
import { besidesGiven } from './besides-given.ts'
import { findGraphProblems } from './find-graph-problems.ts'
import { type PlacedValues, placedIn, withPlaced } from './placed-values.ts'
import { type PreparedGraph, prepareGraph } from './prepared-graph.ts'

/**
 * The inputs of a run of a graph: its text, values at places of it, and the words that it is run with. Runs that share a graph
 * have the same text, and their own values at places.
 */
export type GraphInputs = GraphWords & {
  readonly graph: string
  readonly set?: PlacedValues | undefined
}

/** A run of a graph, which gets the words among the inputs at their places. The graph as it is sent is made when it is needed. */
function graphRun(inputs: GraphInputs, prepared: PreparedGraph): WorkflowRun {
  const placed = inputs.set ?? {}
  let made: PromptGraph | undefined
  const graph = (): PromptGraph => {
    made ??= overrideGraph(placedIn(prepared.graph, placed), toOverrides(inputs)).graph
    return made
  }
  const judge = (server: NodeCatalog): readonly GraphProblem[] =>
    findGraphProblems(withPrefix(findSaving(graph()), 'darkroom').graph, server)
  return {
    inputs,
    needs: [],
    model: inputs.model,
    nodeClasses: prepared.nodeClasses,
    // Choosing a job asks for all waiting ones, of all servers.
    problems: (server, given) =>
      besidesGiven(
        prepared.problems(server, { placed, others: othersOf(inputs) }, () => judge(server)),
        graph,
        given,
      ),
    files: (server) => prepared.filesWith(placed, server),
    spelledFor(server) {
      if (inputs.set === undefined) {
        const spelled = spelledGraph(graph(), server)
        if (spelled === graph()) return this
        const names = namesIn(wordsOf(spelled))
        return openGraph({ ...inputs, ...names, graph: JSON.stringify(spelled) })
      }
      const spellings = prepared.spellingsWith(placed, server)
      if (spellings.length === 0) return this
      const set = withPlaced(placed, spellings)
      const names = namesIn(prepared.wordsWith(set))
      return graphRun({ ...inputs, ...names, set }, prepared)
    },
    build({ filenamePrefix }) {
      const { graph: built, outputNodeIds } = withPrefix(findSaving(graph()), filenamePrefix)
      return Object.freeze({ outputNodeIds, toPrompt: () => built, idOf: () => undefined })
    },
  }
}

/** @throws GraphFormatError */
export const openGraph = (inputs: GraphInputs): WorkflowRun =>
  graphRun(inputs, prepareGraph(inputs.graph))

/** What a server may refuse of the words. Whatever texts and seeds there are, it takes them. */
const othersOf = ({
  graph: _,
  set: __,
  prompt,
  negative_prompt: negative,
  seed,
  ...words
}: GraphInputs): string => JSON.stringify([words, [prompt, negative, seed].map(isGiven)])

const isGiven = (word: unknown): boolean => word !== undefined

/** The words that are names of a server's lists. */
const namesIn = ({ model, sampler, scheduler, loras }: GraphWords): GraphWords => ({
  ...(model === undefined ? {} : { model }),
  ...(sampler === undefined ? {} : { sampler }),
  ...(scheduler === undefined ? {} : { scheduler }),
  ...(loras === undefined ? {} : { loras }),
})
