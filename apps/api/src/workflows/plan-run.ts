import type { Generation, JobRequest } from '@darkroom/generation'
import type { Task } from '@darkroom/workflow-builder'
import type { WorkflowInput } from '@darkroom/workflow-converter'
import type { WorkflowTexts } from '@darkroom/workflow-files'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import { bestRequest } from './best-request.ts'
import type { BuiltInLibrary } from './built-in/built-in-library.ts'
import { runnableBuiltIn } from './built-in/plan-built-in.ts'
import type { OpenWorkflow } from './opened-workflows.ts'
import { type AskedFrames, type PlannedFrames, planFrames } from './plan-frames.ts'
import { type AskedRuns, type PlannedRuns, planRuns } from './plan-runs.ts'
import { type RunValues, takePictures } from './take-pictures.ts'
import { toRunGraphs } from './to-run-graph.ts'
import { withoutBytes } from './without-bytes.ts'
import type { WorkflowLibrary } from './workflow-library.ts'

/** A job that is ready to be accepted; to be disposed afterwards, when what it brings is no longer held. */
export interface PlannedRun extends Disposable {
  readonly request: JobRequest
  /** The seeds that were drawn for it, by the names of their inputs; those of built-in workflows are drawn when it is accepted. */
  readonly drawn?: Readonly<Record<string, number>>
}

/** A workflow that was opened to be run, once or many times with other values. */
export interface RunnableWorkflow {
  /** What it takes, shown or not. */
  readonly inputs: readonly WorkflowInput[]
  /** What it does, where it is built in: then what is wrong is told by its words. */
  readonly task?: Task | undefined
  /** @throws NotConvertibleError, WorkflowInputsError, and ProblemError for a picture that cannot be taken */
  plan(values: RunValues, signal?: AbortSignal): Promise<PlannedRun>
  /** The same for many runs, each with values of its own. @throws as `plan` does */
  planMany(asked: AskedRuns, signal: AbortSignal): Promise<PlannedRuns>
  /** The same for the frames of a sequence. @throws as `plan` does */
  planFrames(asked: AskedFrames, signal: AbortSignal): Promise<PlannedFrames>
}

export interface RunPlannerParts {
  readonly workflows: Pick<WorkflowLibrary, 'open' | 'openTexts'>
  readonly builtIns: Pick<BuiltInLibrary, 'find' | 'modelOf'>
  readonly generation: Pick<Generation, 'check' | 'modelFamily'>
  readonly given: GivenPictures
}

/** Makes jobs of workflows and values, without accepting them: for runs, batches, sequences, and pictures made again. */
export class RunPlanner {
  readonly #parts: RunPlannerParts

  constructor(parts: RunPlannerParts) {
    this.#parts = parts
  }

  /**
   * Opens a workflow of the list.
   * @throws WorkflowNotFoundError, WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async open(name: string): Promise<RunnableWorkflow> {
    const builtIn = this.#parts.builtIns.find(name)
    if (builtIn !== undefined) return runnableBuiltIn(builtIn, this.#parts)
    const runnable = this.#runnable(await this.#parts.workflows.open(name))
    return {
      ...runnable,
      async plan(values, signal) {
        const { request, ...planned } = await runnable.plan(values, signal)
        const made = { workflow: name, inputs: { ...withoutBytes(values), ...planned.drawn } }
        return { ...planned, request: { ...request, made } }
      },
    }
  }

  /**
   * Opens a workflow that is not kept: what the editor saves, or a graph in the API format.
   * @throws WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async openTexts(texts: WorkflowTexts): Promise<RunnableWorkflow> {
    return this.#runnable(await this.#parts.workflows.openTexts(texts))
  }

  /** Opens a workflow of the list by its name, or one that is sent itself. @throws as the two do */
  openAsked(workflow: string | Readonly<Record<string, unknown>>): Promise<RunnableWorkflow> {
    return typeof workflow === 'string'
      ? this.open(workflow)
      : this.openTexts({ workflow: JSON.stringify(workflow) })
  }

  #runnable(workflow: OpenWorkflow): RunnableWorkflow {
    const { given, generation } = this.#parts
    const { inputs, hidden } = workflow.edited
    return {
      inputs: [...inputs, ...hidden],
      planMany: (asked, signal) => planRuns(workflow, asked, { given, generation, signal }),
      planFrames: (asked, signal) => planFrames(workflow, asked, { given, generation, signal }),
      plan: async (values, signal = new AbortController().signal) => {
        using stack = new DisposableStack()
        const taken = stack.use(await takePictures(workflow, values, { given, signal }))
        const graphs = toRunGraphs(workflow.readings, taken.values)
        const { files } = taken
        const requests = graphs.map(({ text, drawn }) => ({
          workflow: 'graph',
          inputs: { graph: text },
          ...(files.length > 0 && { files }),
          drawn,
        }))
        const { drawn, ...request } = await bestRequest(requests, generation)
        const holds = stack.move()
        return {
          request,
          drawn,
          [Symbol.dispose]: () => holds[Symbol.dispose](),
        }
      },
    }
  }
}
