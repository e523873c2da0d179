import type { Inputs } from '@darkroom/workflow-builder'

/** What is to be run, once. */
export interface JobRequest {
  /** Name of a workflow, such as `text-to-image`. */
  readonly workflow: string
  /**
   * By the names of the workflow's inputs, which are the words of the recipe wherever they mean the same: so a `seed` of −1 is
   * chosen, and wildcards in `prompt` and `negative_prompt` are drawn, whichever workflow it is.
   */
  readonly inputs: Inputs
}

/** The words that wildcards are drawn in. */
export interface PromptTexts {
  readonly prompt: string
  readonly negative_prompt: string
}

export interface AcceptOptions {
  /** The same key with the same fingerprint gives the first answer again. */
  readonly idempotencyKey?: string
  /** Hash of the body that the key belongs to. Default: one made from the request. */
  readonly fingerprint?: string
  /** Who asks. Default `''`. */
  readonly client?: string
  /** −100…100, higher runs first. Default 0. */
  readonly priority?: number
  /** The prompt is taken letter for letter: no wildcard in it is drawn. Default false. */
  readonly literal?: boolean
}

export interface AcceptedJob {
  readonly requestId: string
  /** False when the idempotency key was used before: this is the job of then. */
  readonly created: boolean
  readonly seed: number
  /** Zero when it is next, or no longer waits. */
  readonly position: number
}
