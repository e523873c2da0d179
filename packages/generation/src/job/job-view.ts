import type { FoundRecipe } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
import type { PromptTexts } from './job-request.ts'
import type { SeedMode } from './seeds.ts'

export type JobStatus = 'queued' | 'processing' | 'completed' | 'error' | 'cancelled'

/** Where exactly within the status. */
export type JobStage =
  | 'waiting'
  | 'blocked'
  | 'delayed'
  | 'submitting'
  | 'pending'
  | 'running'
  | 'server-unreachable'
  | 'collecting'
  | 'waiting-for-space'
  | 'committing'
  | 'cancelling'
  | 'finished'
  | 'skipped'

export interface JobProgress {
  /** 0…1 over the whole graph. */
  readonly value: number
  /** Sampler steps done, and of how many; zero while not known. */
  readonly step: number
  readonly steps: number
  /** What the server does now, in a word or two. */
  readonly stage: string
  /** True when nothing was heard of the server's socket for a while. */
  readonly stale: boolean
}

export interface ErrorInfo {
  /** Stable, snake_case. */
  readonly code: string
  readonly nodeId?: string
  readonly nodeClass?: string
  /** What to do about it. */
  readonly hint?: string
}

/** A committed picture. */
export interface JobImage {
  /** Below the gallery's root, with `/`. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly width?: number
  readonly height?: number
}

export interface BatchPart {
  readonly kind: 'batch'
  readonly id: string
  /** From 1. */
  readonly number: number
  readonly seedMode: SeedMode
}

export interface SequencePart {
  readonly kind: 'sequence'
  readonly id: string
  /** From 1. */
  readonly number: number
  readonly frameNumber: number
  readonly description: string
  readonly shotType: string
}

/** What a job is one of. */
export type JobPart = BatchPart | SequencePart

/** A job as the outside sees it. Times are milliseconds since the epoch. */
export interface JobView {
  readonly requestId: string
  readonly status: JobStatus
  readonly stage: JobStage
  /** Zero for the next to run; only while it waits. */
  readonly position?: number
  /** −100…100, higher runs first. */
  readonly priority: number
  /** Only while it is being processed. */
  readonly progress?: JobProgress
  readonly workflow: string
  /** With the seed chosen and the server's own spelling of names; empty once the queue has forgotten them. */
  readonly inputs: Inputs
  /** The words of the recipe among the inputs. */
  readonly recipe: FoundRecipe
  /** The prompts as they were sent, when wildcards were drawn for those in `inputs`. */
  readonly template?: PromptTexts
  /** Empty unless completed. */
  readonly images: readonly JobImage[]
  /** One sentence for a person; present when the status is `error`. */
  readonly error?: string
  readonly errorInfo?: ErrorInfo
  readonly createdAt: number
  readonly startedAt?: number
  readonly finishedAt?: number
  /** Absent when nothing alike has run yet. */
  readonly etaSeconds?: number
  /** The server that works or worked on it. */
  readonly server?: string
  readonly part?: JobPart
  /** The job this one runs again. */
  readonly retryOf?: string
}
