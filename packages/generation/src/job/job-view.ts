import type { JsonObject } from '@darkroom/foundation'
import type { FoundRecipe } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
import type { WaitingFor } from '../waiting/waiting-for.ts'
import type { GivenFile } from './given-file.ts'
import type { JobImage, JobOutput } from './job-output.ts'
import type { PromptTexts } from './job-request.ts'
import type { MadeBy } from './made-by.ts'
import type { SeedMode } from './seeds.ts'

export type JobStatus = 'queued' | 'processing' | 'completed' | 'error' | 'cancelled'

/** The exact stage within the status. */
export type JobStage =
  | 'waiting'
  | 'blocked'
  | 'delayed'
  | 'uploading'
  | 'submitting'
  | 'pending'
  | 'running'
  | 'server-unreachable'
  | 'collecting'
  | 'waiting-for-space'
  | 'waiting-for-gallery'
  | 'committing'
  | 'cancelling'
  | 'finished'
  | 'skipped'

export interface JobProgress {
  /** Progress over the whole graph, 0…1. */
  readonly value: number
  /** Sampler steps done; this and `steps` are zero while not known. */
  readonly step: number
  readonly steps: number
  /** The server's present work, in a word or two. */
  readonly stage: string
  /** True when nothing was heard of it for a while: it is as it was then. */
  readonly stale: boolean
}

export interface ErrorInfo {
  /** Stable code in snake_case. */
  readonly code: string
  readonly nodeId?: string
  readonly nodeClass?: string
  /** Advice on what to do about the error. */
  readonly hint?: string
}

export interface BatchPart {
  readonly kind: 'batch'
  readonly id: string
  /** Number in the batch, from 1. */
  readonly number: number
  readonly seedMode: SeedMode
  /** What it differs in from the others, by the names of the batch's matrix. */
  readonly values?: Inputs | undefined
}

export interface SequencePart {
  readonly kind: 'sequence'
  readonly id: string
  /** Number in the sequence, from 1. */
  readonly number: number
  readonly frameNumber: number
  readonly description: string
  readonly shotType: string
}

/** The place of a job in its batch or sequence. */
export type JobPart = BatchPart | SequencePart

/** A job as the outside sees it. Times are milliseconds since the epoch. */
export interface JobView {
  readonly requestId: string
  readonly status: JobStatus
  readonly stage: JobStage
  /** Jobs ahead: zero for the next to run; only while the job waits. */
  readonly position?: number
  /** −100…100, higher runs first. */
  readonly priority: number
  /** Progress, only while the job is being processed. */
  readonly progress?: JobProgress
  readonly workflow: string
  /** Inputs with the seed chosen and the server's own spelling of names; empty once the queue has forgotten them. */
  readonly inputs: Inputs
  /** The words of the recipe among the inputs. */
  readonly recipe: FoundRecipe
  /** The prompts as they were sent, when wildcards were drawn for those in `inputs`. */
  readonly template?: PromptTexts
  /** The files that its server is given. */
  readonly files?: readonly GivenFile[]
  /** What somebody asked for, where it is not the workflow and inputs themselves. */
  readonly made?: MadeBy
  /** The pictures and videos among the outputs; empty unless completed. */
  readonly images: readonly JobImage[]
  /** Everything that it made, in the order of its nodes; empty unless completed. */
  readonly outputs: readonly JobOutput[]
  /** One sentence for a person; present when the status is `error`. */
  readonly error?: string
  readonly errorInfo?: ErrorInfo
  readonly createdAt: number
  readonly startedAt?: number
  readonly finishedAt?: number
  /** What it waits for; absent while a server works on it, and once it has ended. */
  readonly waitingFor?: WaitingFor
  /** Estimated seconds to the end; absent when nothing alike has run yet, and when any guess would be wrong. */
  readonly etaSeconds?: number
  /** The server that works or worked on the job. */
  readonly server?: string
  readonly part?: JobPart
  /** The client that asked for it; `''` where none was told. */
  readonly client: string
  /** What was noted with it when it was accepted. */
  readonly note?: JsonObject
  /** W3C `traceparent` of the request that asked for it. */
  readonly trace?: string
  /** Id of the job that this one runs again. */
  readonly retryOf?: string
}
