import type { ComfyClient } from '@darkroom/comfy-client'
import type { Clock as SystemClock } from '@darkroom/foundation'
import type { JobQueue } from '@darkroom/job-queue'
import type { WorkflowEntry } from '@darkroom/workflow-builder'
import type { PromptTexts } from './job/job-request.ts'

export interface PoolServer {
  /** Stable: a restart finds its prompts again by it. */
  readonly name: string
  readonly client: ComfyClient
}

/** What a pino logger has, and the console too. */
export interface Logger {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export type Clock = Pick<SystemClock, 'now' | 'monotonic'>

/** Milliseconds, all of them. */
export interface Timings {
  /** Running longer than this is stopped, on the server too. Default 300,000. */
  readonly timeout: number
  /** Between two looks at the server while a job of ours is there and its socket is silent. Default 1,000. */
  readonly poll: number
  /** A prompt must be missing for this long, in at least three looks, before it counts as lost. Default 2,000. */
  readonly settle: number
  /** Without an event for this long although a job runs, the socket is opened anew. Default 10,000. */
  readonly silence: number
  /** Between two probes of an idle server. Default 5,000. */
  readonly probe: number
  /** A probe that takes longer has failed. Default 3,000. */
  readonly probeTimeout: number
  /** `accept` probes again when the last answer is older. Default 10,000. */
  readonly healthFresh: number
  /** How long the lists of models and samplers are kept. Default 60,000. */
  readonly catalog: number
  /** Listing models must answer within. Default 5,000. */
  readonly catalogTimeout: number
  /** A job on a server that cannot be reached goes elsewhere after this long. Default 60,000. */
  readonly failover: number
  /** A stopped prompt may take this long to end before the server counts as stuck. Default 30,000. */
  readonly stopGrace: number
  /** A gallery that was told of new pictures and says nothing for this long is waited for no longer. Default 10,000. */
  readonly announce: number
  /** First pause after a fault; it doubles up to 30 times as much. Default 1,000. */
  readonly backoff: number
  /** Time a lease lives without a heartbeat. Default 30,000. */
  readonly lease: number
}

/** Where a test or a chaos run can stop the process. */
export type FailpointName =
  | 'attempt.after-sync'
  | 'post.before'
  | 'post.after'
  | 'locate.between'
  | 'view.mid'
  | 'stage.after-sync'
  | 'rename.after'
  | 'commit.after'
  | 'cancel.after-sync'

export interface GenerationOptions {
  /** Open, and closed by whoever opened it, after this is disposed. */
  readonly queue: JobQueue
  readonly servers: readonly PoolServer[]
  /** What can be asked for; `loadBuiltInWorkflows()` of the workflow builder gives those that it brings. */
  readonly workflows: readonly WorkflowEntry[]
  /** Absolute; created if missing. */
  readonly galleryRoot: string
  /** Absolute; holds the installation's id, by which it knows its own prompts on a shared server. */
  readonly stateDirectory: string
  /** Default 500. */
  readonly maxWaiting?: number
  /** Of one `client`. Default: half of `maxWaiting`, so that nobody fills the queue alone. */
  readonly maxWaitingPerClient?: number
  /** With less room than this on the gallery's disk, in bytes, no job is accepted. Default 512 MiB; 0 never asks. */
  readonly minFreeBytes?: number
  /** Take jobs although no server answers. Default false. */
  readonly acceptWhileDown?: boolean
  /**
   * Called with new pictures (below the root, with `/`) after their commit; awaited before `completed` is announced.
   * A failure is logged and changes nothing; nor does one that takes longer than `timings.announce`.
   */
  readonly onImages?: (paths: readonly string[]) => Promise<void>
  /**
   * Draws the wildcards of a prompt, by the seed of its picture; what it throws is what `accept` throws. Default: every
   * prompt is taken letter for letter.
   */
  readonly drawPrompts?: (texts: PromptTexts, seed: number) => Promise<PromptTexts>
  readonly timings?: Partial<Timings>
  readonly logger?: Logger
  readonly clock?: Clock
  /** Default: does nothing. */
  readonly failpoint?: (name: FailpointName) => void | Promise<void>
}

export const defaultTimings: Timings = {
  timeout: 300_000,
  poll: 1_000,
  settle: 2_000,
  silence: 10_000,
  probe: 5_000,
  probeTimeout: 3_000,
  healthFresh: 10_000,
  catalog: 60_000,
  catalogTimeout: 5_000,
  failover: 60_000,
  stopGrace: 30_000,
  announce: 10_000,
  backoff: 1_000,
  lease: 30_000,
}
