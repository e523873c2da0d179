import { nearestNames } from '@darkroom/foundation'
import type { WorkflowEntry, WorkflowRun } from '@darkroom/workflow-builder'
import { InvalidRequestError } from '../errors.ts'
import type { JobRequest } from '../job/job-request.ts'

/** The workflows that can be asked for, by name. */
export class WorkflowRegistry {
  readonly #entries: ReadonlyMap<string, WorkflowEntry>
  /** Inputs do not change, so what is made of them is kept: choosing a job looks at all that wait. */
  readonly #runs = new WeakMap<object, WorkflowRun>()

  constructor(entries: readonly WorkflowEntry[]) {
    this.#entries = new Map(entries.map((entry) => [entry.name, entry]))
  }

  /** All whose lists the workflows look names up in. */
  get nodeClasses(): readonly string[] {
    return [...new Set([...this.#entries.values()].flatMap(({ nodeClasses }) => nodeClasses))]
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

  /** A job's workflow with its inputs. Undefined when this version cannot run it. */
  open({ workflow, inputs }: JobRequest): WorkflowRun | undefined {
    const run = this.#runs.get(inputs) ?? this.#entries.get(workflow)?.open(inputs)
    if (run !== undefined) this.#runs.set(inputs, run)
    return run
  }
}

/** The file that takes longest to load: jobs that share it are run one after the other. */
export const modelOf = (run: WorkflowRun | undefined): string | undefined =>
  run?.needs.find(({ kind }) => kind === 'model')?.name
