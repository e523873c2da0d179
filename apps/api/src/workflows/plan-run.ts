import type { Generation, JobRequest } from '@darkroom/generation'
import type { WorkflowTexts } from '@darkroom/workflow-files'
import type { OpenWorkflow } from './opened-workflows.ts'
import { toRunGraphs } from './to-run-graph.ts'
import type { GraphOfServers } from './understand.ts'
import type { WorkflowLibrary } from './workflow-library.ts'

/** Values by the keys of inputs, or by `<node path>.<widget>`. */
export type RunValues = Readonly<Record<string, unknown>>

/** A job that is ready to be accepted; to be disposed afterwards, when what it brings is no longer held. */
export interface PlannedRun extends Disposable {
  readonly request: JobRequest
}

/** A workflow that was opened to be run, once or many times with other values. */
export interface RunnableWorkflow {
  /** @throws NotConvertibleError, WorkflowInputsError */
  plan(values: RunValues, signal?: AbortSignal): Promise<PlannedRun>
}

/** Makes jobs of workflows and values, without accepting them: for runs, batches, sequences, and pictures made again. */
export class RunPlanner {
  readonly #workflows: Pick<WorkflowLibrary, 'open' | 'openTexts'>
  readonly #generation: Pick<Generation, 'check'>

  constructor({
    workflows,
    generation,
  }: {
    readonly workflows: Pick<WorkflowLibrary, 'open' | 'openTexts'>
    readonly generation: Pick<Generation, 'check'>
  }) {
    this.#workflows = workflows
    this.#generation = generation
  }

  /**
   * Opens a workflow of the list.
   * @throws WorkflowNotFoundError, WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async open(name: string): Promise<RunnableWorkflow> {
    return this.#runnable(await this.#workflows.open(name))
  }

  /**
   * Opens a workflow that is not kept: what the editor saves, or a graph in the API format.
   * @throws WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async openTexts(texts: WorkflowTexts): Promise<RunnableWorkflow> {
    return this.#runnable(await this.#workflows.openTexts(texts))
  }

  #runnable({ readings }: OpenWorkflow): RunnableWorkflow {
    return {
      plan: async (values) => {
        const graph = await bestGraph(toRunGraphs(readings, values), this.#generation)
        return {
          request: { workflow: 'graph', inputs: { graph } },
          [Symbol.dispose]() {},
        }
      },
    }
  }
}

/**
 * The graph that most servers can run. A graph is names and values, and means the same wherever it is taken, so a job is not bound to
 * the server that it was converted for.
 */
async function bestGraph(
  graphs: readonly GraphOfServers[],
  generation: Pick<Generation, 'check'>,
): Promise<string> {
  const [first, ...others] = graphs
  if (first === undefined) throw new RangeError('Expected a graph')
  let best = { text: first.text, count: 0 }
  if (others.length === 0) return best.text
  for (const { text } of graphs) {
    const checks = await generation.check({ workflow: 'graph', inputs: { graph: text } })
    const count = checks.filter(({ obstacles }) => obstacles.length === 0).length
    if (count > best.count) best = { text, count }
  }
  return best.text
}
