import { nearestNames } from '@darkroom/foundation'
import {
  InvalidParameterError,
  type WorkflowEntry,
  type WorkflowRun,
} from '@darkroom/workflow-builder'
import { InvalidRequestError } from '../errors.ts'
import type { JobRequest } from '../job/job-request.ts'

/** The workflows that can be asked for, by name. */
export class WorkflowRegistry {
  readonly #entries: ReadonlyMap<string, WorkflowEntry>
  /** Runs are kept by their inputs, which do not change: choosing a job looks at all waiting ones. */
  readonly #runs = new WeakMap<object, WorkflowRun>()

  constructor(entries: readonly WorkflowEntry[]) {
    this.#entries = new Map(entries.map((entry) => [entry.name, entry]))
  }

  /** Node classes in whose lists the workflows look names up. */
  get nodeClasses(): readonly string[] {
    return [...new Set([...this.#entries.values()].flatMap(({ nodeClasses }) => nodeClasses))]
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** @throws InvalidRequestError with the nearest names */
  demand(name: string): WorkflowEntry {
    const entry = this.#entries.get(name)
    if (entry !== undefined) return entry
    throw new InvalidRequestError(`workflow: there is none named ${JSON.stringify(name)}`, {
      field: 'workflow',
      nearest: nearestNames(name, [...this.#entries.keys()]),
    })
  }

  /** The workflow of a job with its inputs; undefined when this version cannot run it. */
  open({ workflow, inputs }: JobRequest): WorkflowRun | undefined {
    const run = this.#runs.get(inputs) ?? buildable(this.#entries.get(workflow)?.open(inputs))
    if (run !== undefined) this.#runs.set(inputs, run)
    return run
  }
}

/** The run, unless its graph is one that this version does not build: a job may have waited for an upgrade. */
function buildable(run: WorkflowRun | undefined): WorkflowRun | undefined {
  try {
    return run?.nodeClasses === undefined ? undefined : run
  } catch (error) {
    if (!(error instanceof InvalidParameterError)) throw error
    return undefined
  }
}

/** The file that takes longest to load: jobs that share it are run one after the other. */
export const modelOf = (run: WorkflowRun | undefined): string | undefined => run?.model
