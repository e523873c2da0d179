import type { Json, JsonObject } from '@darkroom/foundation'
import type { FoundRecipe } from '@darkroom/recipe'

export type JobStatus = 'queued' | 'processing' | 'completed' | 'error' | 'cancelled'

export type OutputKind = 'image' | 'video' | 'audio' | 'text' | '3d' | 'other'

export interface JobProgress {
  /** Over the whole graph, 0…1. */
  readonly value: number
  /** Sampler steps done; this and `steps` are zero while not known. */
  readonly step: number
  readonly steps: number
  /** In a word or two, such as `sampling`. */
  readonly stage: string
}

/** A file that a job made. */
export interface JobOutput {
  /** Its place among the outputs of its job, from 0. */
  readonly index: number
  readonly kind: OutputKind
  readonly mediaType: string
  /** Id of the node that made it; `''` where it is not known. */
  readonly node: string
  /** `output` for what is saved, `temp` for what is only shown. */
  readonly type: string
  /** Path below the gallery's root, with `/`: unique among all outputs of all jobs. */
  readonly path: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Of a text, its beginning. */
  readonly text?: string | undefined
  /** Of a picture or video that the gallery lists. */
  readonly imageId?: string | undefined
  /** Path under `/api` where the file is had. */
  readonly url: string
}

export interface JobFailure {
  /** Stable, in snake_case. */
  readonly code: string
  /** One sentence for a person. */
  readonly message: string
  readonly hint?: string | undefined
  readonly nodeId?: string | undefined
  readonly nodeClass?: string | undefined
}

/** What a door keeps with a job, to know it by later: the job's client of that dialect, its own id for it, and the like. */
export interface Note {
  readonly door: string
  readonly [word: string]: Json
}

/** A job, whichever door it came by. Times are milliseconds since the epoch. */
export interface Job {
  /** A canonical UUID in lower case. */
  readonly id: string
  readonly status: JobStatus
  /** Jobs ahead: zero for the next to run; only while it waits. */
  readonly position?: number | undefined
  /** Only while it is being processed. */
  readonly progress?: JobProgress | undefined
  readonly workflow: string
  /** The words of the recipe among its inputs; empty once they are forgotten, long after the end. */
  readonly recipe: FoundRecipe
  /** Everything that it made; empty unless completed. */
  readonly outputs: readonly JobOutput[]
  /** When the status is `error`. */
  readonly failure?: JobFailure | undefined
  /** −100…100, higher runs first. */
  readonly priority: number
  readonly createdAt: number
  readonly startedAt?: number | undefined
  readonly finishedAt?: number | undefined
  /** Seconds to the end; absent where any guess would be wrong. */
  readonly etaSeconds?: number | undefined
  /** The client that asked for it, as the caller's `client` was. */
  readonly client: string
  /** The server that works or worked on it. */
  readonly server?: string | undefined
  /** The batch or sequence that it belongs to. */
  readonly groupId?: string | undefined
  /** Of the door that it came by; absent for those of the REST API, and once it is forgotten. */
  readonly note?: Note | undefined
}

export const hasEnded = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'completed' || status === 'error' || status === 'cancelled'

/** An event of ComfyUI about a running job, as its socket sent it, with the job's id as `prompt_id`. */
export interface ComfyMessage {
  /** Such as `executing`, `progress_state`, `execution_cached`. */
  readonly type: string
  readonly data: JsonObject
}

/** What is heard of jobs. News of status are never skipped; the others are passing hints. */
export type JobNews =
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'progress'; readonly id: string; readonly progress: JobProgress }
  | {
      readonly type: 'preview'
      readonly id: string
      readonly bytes: Uint8Array
      readonly mediaType: string
      /** The node that shows it, where that is known. */
      readonly node?: string
    }
  | { readonly type: 'message'; readonly id: string; readonly message: ComfyMessage }
