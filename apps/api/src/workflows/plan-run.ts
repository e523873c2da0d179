import type { JobRequest } from '@darkroom/generation'
import type { WorkflowFiles, WorkflowTexts } from '@darkroom/workflow-files'
import { toRunGraph } from './to-run-graph.ts'
import { WorkflowFormatError } from './workflow-document.ts'
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
  readonly #workflows: Pick<WorkflowLibrary, 'open'>
  readonly #files: Pick<WorkflowFiles, 'load'>

  constructor({
    workflows,
    workflowFiles,
  }: {
    readonly workflows: Pick<WorkflowLibrary, 'open'>
    readonly workflowFiles: Pick<WorkflowFiles, 'load'>
  }) {
    this.#workflows = workflows
    this.#files = workflowFiles
  }

  /**
   * Opens a workflow of the list.
   * @throws WorkflowNotFoundError, WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async open(name: string): Promise<RunnableWorkflow> {
    const file = await this.#files.load(name)
    if (file.kind === 'broken') throw new WorkflowFormatError(file.problem)
    return await this.openTexts(file.texts, file)
  }

  /**
   * Opens a workflow that is not kept: what the editor saves, or a graph in the API format.
   * @throws WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async openTexts(
    texts: WorkflowTexts,
    edits?: { readonly edits?: unknown; readonly editsProblem?: string },
  ): Promise<RunnableWorkflow> {
    const workflow = await this.#workflows.open(texts, edits)
    return {
      async plan(values) {
        const graph = JSON.stringify(toRunGraph(workflow, workflow.edited, values))
        return {
          request: { workflow: 'graph', inputs: { graph } },
          [Symbol.dispose]() {},
        }
      },
    }
  }
}
