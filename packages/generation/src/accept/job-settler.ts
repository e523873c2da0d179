import type { WorkflowRun } from '@darkroom/workflow-builder'
import {
  InvalidRequestError,
  MissingFilesError,
  NotRunnableError,
  WrongStateError,
} from '../errors.ts'
import type { JobRequest } from '../job/job-request.ts'
import type { PictureModels } from '../models/picture-models.ts'
import type { Pool } from '../servers/pool.ts'
import type { GivenNames, ServerCatalog } from '../servers/server-catalog.ts'
import type { ServerLink } from '../servers/server-link.ts'
import type { WorkflowRegistry } from '../workflows/workflow-registry.ts'
import { checkInputs, checkNeeds, explained } from './check-inputs.ts'
import type { FileFolders } from './file-folders.ts'
import { findServer, mightRun } from './find-server.ts'
import { isForetold, isPlain, isTask, planPicture } from './plan-picture.ts'

export interface JobSettlerParts {
  readonly pool: Pool
  readonly workflows: WorkflowRegistry
  readonly models: PictureModels
  readonly folders: Pick<FileFolders, 'read'>
  readonly acceptWhileDown: boolean
}

/** What is known of a job from before. */
export interface AcceptedBefore {
  /** Default false. */
  readonly wasAccepted?: boolean
  /** Whether it has other inputs than then. Default false. */
  readonly hasChanged?: boolean
}

/** A job, and its run where it is known without asking a server. */
export interface OpenedJob {
  readonly job: JobRequest
  readonly run: WorkflowRun | undefined
}

/** A run by a workflow. */
export interface SettledJob {
  readonly workflow: string
  readonly run: WorkflowRun
}

/** Fetches fresh lists for a name that no server has, but only when they are older than this, in milliseconds. */
const freshListsMs = 2_000

/** Finds the workflow of a job and a server that can run it. */
export class JobSettler {
  readonly #parts: JobSettlerParts

  constructor(parts: JobSettlerParts) {
    this.#parts = parts
  }

  /**
   * Undefined when only the servers' lists tell which workflow it is. A job accepted before keeps its workflow, and its
   * inputs are not checked against their limits again unless some `hasChanged`.
   * @throws InvalidRequestError for what no server could run
   */
  open(
    job: JobRequest,
    { wasAccepted = false, hasChanged = false }: AcceptedBefore,
  ): WorkflowRun | undefined {
    if (wasAccepted) return hasChanged ? this.#open(job) : this.#reopen(job)
    if (!isTask(job.workflow)) return this.#open(job)
    if (isPlain(job)) this.#open(job)
    return undefined
  }

  #open({ workflow, inputs }: JobRequest): WorkflowRun {
    return checkInputs(this.#parts.workflows.demand(workflow), inputs)
  }

  #reopen(job: JobRequest): WorkflowRun {
    const run = this.#parts.workflows.open(job)
    if (run !== undefined) return run
    throw new WrongStateError(`The workflow ${job.workflow} of then is not known any more`)
  }

  /** The job on the first server that can do it, with every default and in that server's spelling. */
  async settle(opened: OpenedJob): Promise<SettledJob> {
    const { pool, acceptWhileDown } = this.#parts
    if (!(await pool.isReachable()) && !acceptWhileDown) throw pool.noAnswer()
    try {
      return (await this.#onServers(opened, {})) ?? this.#unseen(opened)
    } catch (error) {
      if (!isMissing(error)) throw error
      try {
        // The file may have been put on the server a moment ago.
        const fresh = await this.#onServers(opened, { maxAgeMs: freshListsMs })
        if (fresh === undefined) throw error
        return fresh
      } catch (still) {
        throw await explained(still, () => this.#parts.folders.read())
      }
    }
  }

  /** The run on the first server that can do it; undefined when no server's lists are known. */
  async #onServers(
    { job, run }: OpenedJob,
    options: { readonly maxAgeMs?: number },
  ): Promise<SettledJob | undefined> {
    const { pool, models, workflows } = this.#parts
    const { nodeClasses = [] } = run ?? {}
    const lists = await pool.catalogs({ ...options, nodeClasses })
    if (lists.size === 0) return undefined
    if (run !== undefined)
      return { workflow: job.workflow, run: await this.#findServer(run, lists, job.files) }
    const planned = await planPicture(job, lists, { models, workflows })
    const own = this.#open(planned)
    const catalogs =
      own.nodeClasses.length === 0
        ? lists
        : await pool.catalogs({ ...options, nodeClasses: own.nodeClasses })
    return { workflow: planned.workflow, run: await this.#findServer(own, catalogs, job.files) }
  }

  /**
   * The run on the first server that can do it. While one that could is away and was not asked for all of its node classes,
   * nobody can say that no server has them.
   */
  async #findServer(
    run: WorkflowRun,
    catalogs: ReadonlyMap<ServerLink, ServerCatalog>,
    given: GivenNames,
  ): Promise<WorkflowRun> {
    const { pool, acceptWhileDown } = this.#parts
    try {
      checkNeeds(run, [...catalogs.values()])
      return await findServer(run, catalogs, given)
    } catch (error) {
      if (!isMissing(error) || !pool.links.some((link) => mightRun(link, run))) throw error
      if (acceptWhileDown) return run
      throw pool.noAnswer()
    }
  }

  /** The run while no server was ever seen: only a checkpoint can be foretold to need nothing beside it. */
  #unseen({ job, run }: OpenedJob): SettledJob {
    const { pool, acceptWhileDown } = this.#parts
    const { workflow } = job
    if (acceptWhileDown && run !== undefined) return { workflow, run }
    if (acceptWhileDown && isForetold(job)) return { workflow, run: this.#open(job) }
    throw pool.noAnswer()
  }
}

const isMissing = (error: unknown): boolean =>
  (error instanceof InvalidRequestError && error.isByLists) ||
  error instanceof NotRunnableError ||
  error instanceof MissingFilesError
