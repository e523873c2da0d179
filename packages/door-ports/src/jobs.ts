import type { Caller } from './caller.ts'
import type { Job, JobNews, JobStatus, Note } from './job.ts'

/** The words of a picture as the body of `POST /api/generate` has them, with its references to pictures. */
export interface AskedWords {
  readonly words: Readonly<Record<string, unknown>>
  /** Takes the prompt letter for letter: no wildcard in it is drawn. Default false. */
  readonly literal?: boolean
}

/** A workflow of the list by its name, and values by the keys of its inputs. */
export interface AskedWorkflow {
  readonly workflow: string
  readonly inputs: Readonly<Record<string, unknown>>
}

/** A graph of one's own. */
export interface AskedGraph {
  /** In the API format, as JSON text: its numbers may have more digits than a number of JavaScript. */
  readonly graph: string
  /** Files that the graph names and that its server is given before it runs, by the name that the graph has. */
  readonly files?: readonly GraphFile[]
  /** What its server writes into its files beside the graph, by keywords such as `workflow`: an object as JSON text. */
  readonly pngInfo?: string | undefined
}

/** The bytes are an upload by its id, or an output of a job that has ended well. */
export type GraphFile =
  | { readonly name: string; readonly upload: string }
  | { readonly name: string; readonly job: string; readonly index: number }

export type AskedJob = AskedWords | AskedWorkflow | AskedGraph

export interface SubmitOptions {
  readonly caller: Caller
  /** Jobs of the same words, each with a seed of its own, all accepted or none: 1…20. Default 1. */
  readonly count?: number | undefined
  /** `incremental`: each seed is the one before plus one, as always where the words or inputs have a seed. Default `random`. */
  readonly seedMode?: 'random' | 'incremental' | undefined
  /** −100…100. Default 0. */
  readonly priority?: number | undefined
  /** Id of the job, a canonical UUID that no job has; for one job only. Default: a new one. */
  readonly id?: string | undefined
  /** The same key with the same fingerprint gives the first answer again, for at least a day. Keys of doors are apart from each other. */
  readonly idempotency?: Idempotency | undefined
  /** Kept with the job; small. */
  readonly note?: Note | undefined
}

export interface Idempotency {
  /** Begins with the name of the door. */
  readonly key: string
  /** Hash of what was asked for. */
  readonly fingerprint: string
}

export interface Submitted {
  /** Ids of the jobs, in the order of their seeds. */
  readonly ids: readonly string[]
  /** False when the key was used before: these are the jobs accepted then. */
  readonly created: boolean
  /** Where they are several. */
  readonly batchId?: string | undefined
}

/** Many jobs of one request, all accepted or none. */
export interface AskedBatch {
  /** The body of `POST /api/batch`. */
  readonly body: Readonly<Record<string, unknown>>
  /** Takes the prompts letter for letter: no wildcard in them is drawn. Default false. */
  readonly literal?: boolean
}

export interface Batch {
  readonly id: string
  readonly status: JobStatus
  readonly total: number
  readonly completed: number
  /** Numbers of those that failed, from 1. */
  readonly failed: readonly number[]
  readonly secondsRemaining?: number | undefined
  /** The first of its jobs, at most 1,000. */
  readonly ids: readonly string[]
}

export type CancelOutcome = 'cancelled' | 'requested' | 'too-late' | 'unknown'

export interface JobPage {
  readonly jobs: readonly Job[]
  readonly cursor?: string | undefined
}

/** Every method that takes something of a caller throws DoorError. */
export interface Jobs {
  /** Resolves when the jobs are durable. */
  submit(asked: AskedJob, options: SubmitOptions): Promise<Submitted>
  /** The job that was accepted with a key, whatever has become since of what it was made of. @throws DoorError 422 as `submit` does */
  acceptedBefore(idempotency: Idempotency): Promise<string | undefined>
  submitBatch(
    asked: AskedBatch,
    options: Pick<SubmitOptions, 'caller' | 'idempotency'>,
  ): Promise<{ readonly id: string; readonly created: boolean }>
  /** The batch, or undefined. */
  batch(id: string): Batch | undefined
  get(id: string): Job | undefined
  /** Newest first. @throws DoorError 400 for a cursor that is none */
  list(filter: {
    readonly status?: readonly JobStatus[] | undefined
    readonly limit: number
    readonly cursor?: string | undefined
  }): JobPage
  /** What waits, in the order in which it will run. */
  waiting(limit: number): readonly Job[]
  /** `cancelled`: it waited; `requested`: it runs and is being stopped. */
  cancel(id: string): Promise<CancelOutcome>
  /** Which output of which job lies at a path, as `JobOutput.path` has it; undefined once its job is forgotten. */
  findOutput(path: string): { readonly job: string; readonly index: number } | undefined
  /** The graph of a job as JSON text in the API format; undefined once it is forgotten. */
  graph(id: string): Promise<string | undefined>
  /**
   * News of these jobs, each as it is now first; ends once all have ended. Without `ids`, news of all jobs from now on, without end.
   * Ends quietly when the signal aborts. A listener that fell behind hears the newest state of each job instead of all between.
   */
  news(options: {
    readonly ids?: readonly string[] | undefined
    /** While it is true, jobs that only wait are not told of, for nobody would hear it. */
    readonly skipsWaiting?: (() => boolean) | undefined
    readonly signal: AbortSignal
  }): AsyncIterable<JobNews>
}
