import { nearestNames, WeakValues } from '@darkroom/foundation'
import {
  InvalidParameterError,
  type WorkflowEntry,
  type WorkflowRun,
} from '@darkroom/workflow-builder'
import { InvalidRequestError } from '../errors.ts'
import type { JobRequest } from '../job/job-request.ts'
import { alikeRun } from './alike-run.ts'

/** The workflows that can be asked for, by name. */
export class WorkflowRegistry {
  readonly #entries: ReadonlyMap<string, WorkflowEntry>
  /** Runs are kept by their inputs, which do not change: choosing a job looks at all waiting ones. */
  readonly #runs = new WeakMap<object, WorkflowRun>()
  /** Of runs that need the same of a server, one is asked for all of them. */
  readonly #judges = new WeakValues<string, WorkflowRun>()

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
    const run = this.#runs.get(inputs) ?? this.#open({ workflow, inputs })
    if (run !== undefined) this.#runs.set(inputs, run)
    return run
  }

  /** The same for jobs that need the same of a server; undefined where nobody can say. */
  alike({ workflow, inputs }: JobRequest): string | undefined {
    const alike = this.#entries.get(workflow)?.alike?.(inputs)
    return alike === undefined ? undefined : `${workflow} ${alike}`
  }

  #open(job: JobRequest): WorkflowRun | undefined {
    const { workflow, inputs } = job
    const open = (): WorkflowRun | undefined => this.#entries.get(workflow)?.open(inputs)
    const alike = this.alike(job)
    const judge = alike === undefined ? undefined : this.#judges.get(alike)
    if (judge !== undefined) return alikeRun(judge, inputs, open)
    const run = buildable(open())
    if (run !== undefined && alike !== undefined) this.#judges.getOr(alike, () => run)
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
