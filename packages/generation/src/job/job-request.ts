import type { PromptGraph } from '@darkroom/comfy-graph'
import type { JsonObject } from '@darkroom/foundation'
import type { Inputs } from '@darkroom/workflow-builder'
import type { GivenFile } from './given-file.ts'
import type { MadeBy } from './made-by.ts'

/** One run of a workflow. */
export interface JobRequest {
  /** Name of a workflow, such as `text-to-image`. */
  readonly workflow: string
  /**
   * Values by the names of the workflow's inputs. Names that are words of the recipe mean the same in every workflow: a
   * `seed` of −1 is chosen, and wildcards in `prompt` and `negative_prompt` are drawn.
   */
  readonly inputs: Inputs
  /** The files that the inputs name and that the server is given before it runs the job. Default: none. */
  readonly files?: readonly GivenFile[] | undefined
  /** What somebody asked for, to be told beside the picture. Default: this workflow and these inputs. */
  readonly made?: MadeBy | undefined
}

/** The texts whose wildcards are drawn. */
export interface PromptTexts {
  readonly prompt: string
  readonly negative_prompt: string
}

export interface AcceptOptions {
  /** The same key with the same fingerprint gives the first answer again. */
  readonly idempotencyKey?: string
  /** Hash of the body that the key belongs to. Default: one made from the request. */
  readonly fingerprint?: string
  /** The client that asks. Default `''`. */
  readonly client?: string
  /** −100…100, higher runs first. Default 0. */
  readonly priority?: number
  /** Takes the prompt letter for letter: no wildcard in it is drawn. Default false. */
  readonly literal?: boolean
  /** Canonical UUID of the job, of a single one only. Default: a new one. */
  readonly id?: string | undefined
  /** Kept with each job and told with it, for whoever asks on behalf of others; small. */
  readonly note?: JsonObject | undefined
  /** Who is told what becomes of it, as `webhookOf` gives it back; kept with each job and its retries, and not told. */
  readonly webhook?: JsonObject | undefined
  /** What its server writes into its files beside the graph, by keywords such as `workflow`: an object as JSON text, whose numbers keep their digits. */
  readonly pngInfo?: string | undefined
}

export interface AcceptedJob {
  readonly requestId: string
  /** False when the idempotency key was used before: this is the job accepted then. */
  readonly created: boolean
  /** −1 when the workflow has no seed, or one beyond 2^53−1. */
  readonly seed: number
  /** Jobs ahead of this one; zero when it is next, or no longer waits. */
  readonly position: number
}

/** A job that was not accepted, as it would be. */
export interface ForeseenJob {
  readonly request: JobRequest
  readonly graph: PromptGraph
}
