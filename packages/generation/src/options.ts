import type { FileHandle } from 'node:fs/promises'
import type { ComfyClient } from '@darkroom/comfy-client'
import type { Clock as SystemClock } from '@darkroom/foundation'
import type { JobQueue } from '@darkroom/job-queue'
import type { WorkflowEntry } from '@darkroom/workflow-builder'
import type { GalleryDisk } from './disk/gallery-disk.ts'
import type { RunNews } from './dispatch/run-news.ts'
import type { PromptTexts } from './job/job-request.ts'

export interface PoolServer {
  /** Stable name, by which a restart finds its prompts again. */
  readonly name: string
  readonly client: ComfyClient
}

/** The methods shared by a pino logger and the console. */
export interface Logger {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export type Clock = Pick<SystemClock, 'now' | 'monotonic'>

/** Times in milliseconds. */
export interface Timings {
  /**
   * A job that runs longer is stopped, on the server too; fetching its pictures may take as long again. Default 300,000.
   */
  readonly timeout: number
  /** Interval of looks at the server while it has a job of ours and its socket is silent. Default 1,000. */
  readonly poll: number
  /** A prompt must be missing for this long, in at least three looks, before it counts as lost. Default 2,000. */
  readonly settle: number
  /** Silence of the socket, although a job runs, after which it is opened anew. Default 10,000. */
  readonly silence: number
  /** Interval of probes of an idle server. Default 5,000. */
  readonly probe: number
  /** Limit of a probe. Default 3,000. */
  readonly probeTimeout: number
  /** Age of the last answer from which `accept` probes again. Default 10,000. */
  readonly healthFresh: number
  /** Age at which the lists of models and samplers are fetched again. Default 60,000. */
  readonly catalog: number
  /** Limit for listing models. Default 5,000. */
  readonly catalogTimeout: number
  /**
   * A job on a server that is silent goes elsewhere after this long, and one that waits there behind others' prompts.
   * Default 60,000.
   */
  readonly failover: number
  /** The same when another server is idle. Default 15,000. */
  readonly failoverIdle: number
  /** The same when connections are refused, for then the process is gone. Default 5,000. */
  readonly failoverRefused: number
  /** A stopped prompt may take this long to end before the server counts as stuck. Default 30,000. */
  readonly stopGrace: number
  /** A picture that is being fetched when its job is cancelled may take this long to arrive. Default 1,000. */
  readonly cancelGrace: number
  /** The time over which a download must come at 2 KiB a second at least. Default 10,000. */
  readonly rateWindow: number
  /** Longest wait for a gallery that was told of new pictures. Default 10,000. */
  readonly announce: number
  /** First pause after a fault; it doubles up to 30 times as much. Default 1,000. */
  readonly backoff: number
  /** Lifetime of a lease without a heartbeat. Default 30,000. */
  readonly lease: number
}

/** Points where a test or a chaos run can stop the process. */
export type FailpointName =
  | 'upload.before'
  | 'upload.after'
  | 'attempt.after-sync'
  | 'post.before'
  | 'post.after'
  | 'locate.between'
  | 'view.mid'
  | 'stage.after-sync'
  | 'rename.after'
  | 'commit.after'
  | 'cancel.after-sync'

/** Where the bytes of uploads lie; an upload store of `@darkroom/input-pictures` is one. */
export interface InputFiles {
  /** Undefined for an upload that is gone. The caller closes the handle. */
  open(
    upload: string,
  ): Promise<
    { readonly upload: { readonly bytes: number }; readonly handle: FileHandle } | undefined
  >
}

export interface GenerationOptions {
  /** Open queue; whoever opened it closes it, after this is disposed. */
  readonly queue: JobQueue
  readonly servers: readonly PoolServer[]
  /** The workflows offered; `loadBuiltInWorkflows()` of the workflow builder gives the built-in ones. */
  readonly workflows: readonly WorkflowEntry[]
  /** Absolute path; created if missing, unless a gallery was there before. */
  readonly galleryRoot: string
  /** The gallery's disk, opened by a caller who asks it too and closes it. Default: one of its own. */
  readonly disk?: GalleryDisk
  /** Absolute path; holds the installation's id, which marks its own prompts on a shared server. */
  readonly stateDirectory: string
  /** Most waiting jobs. Default 50,000. */
  readonly maxWaiting?: number
  /** Most waiting jobs of one `client`. Default: half of `maxWaiting`, so that nobody fills the queue alone. */
  readonly maxWaitingPerClient?: number
  /** Bytes of what waiting jobs are to do, beyond which no more are accepted; half of it for one `client`. Default 256 MiB. */
  readonly maxWaitingBytes?: number
  /** Free bytes on the gallery's disk below which no job is accepted, where `disk` is not given. Default 512 MiB; 0: never. */
  readonly minFreeBytes?: number
  /** Accept jobs although no server answers. Default false. */
  readonly acceptWhileDown?: boolean
  /**
   * Called with new pictures (paths below the root, with `/`) after their commit; awaited before `completed` is
   * announced. A failure, or a call that takes longer than `timings.announce`, is logged and changes nothing.
   */
  readonly onImages?: (paths: readonly string[]) => Promise<void>
  /**
   * Draws the wildcards of a prompt, by the seed of its picture; its errors are thrown by `accept`. Default: every
   * prompt is taken letter for letter.
   */
  readonly drawPrompts?: (texts: PromptTexts, seed: number) => Promise<PromptTexts>
  /** The uploads that the `files` of jobs name. Default: there is none. */
  readonly inputFiles?: InputFiles
  /** Told of what happens to the jobs that servers work on, for measurements; at once, so it must be quick and not throw. */
  readonly onRun?: (news: RunNews) => void
  /** The W3C `traceparent` of what is done just now: kept with the jobs that it has accepted. Default: none. */
  readonly currentTrace?: () => string | undefined
  readonly timings?: Partial<Timings>
  readonly logger?: Logger
  readonly clock?: Clock
  /** Called at each failpoint. Default: does nothing. */
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
  failoverIdle: 15_000,
  failoverRefused: 5_000,
  stopGrace: 30_000,
  cancelGrace: 1_000,
  rateWindow: 10_000,
  announce: 10_000,
  backoff: 1_000,
  lease: 30_000,
}
