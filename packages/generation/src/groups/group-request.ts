import type { Inputs } from '@darkroom/workflow-builder'
import type { JobRequest } from '../job/job-request.ts'
import type { SeedMode } from '../job/seeds.ts'

interface GroupRequest extends JobRequest {
  /** A UUID. Default: a new one. */
  readonly id?: string
}

/** Several pictures of one request. A `seed` among its inputs is not used: see `baseSeed`. */
export interface BatchRequest extends GroupRequest {
  /** 2…20. */
  readonly batchCount: number
  /** Default `random`. */
  readonly seedMode?: SeedMode
  /** Default −1: choose one. */
  readonly baseSeed?: number
  /**
   * All pictures from one run of ComfyUI, and so from one seed: faster, and if it fails all of them do. Only with the
   * seed mode `random`. Default false.
   */
  readonly sharedRun?: boolean
}

/** What one frame may have of its own; the rest comes from the sequence's inputs. */
export interface FrameRequest {
  readonly frameNumber: number
  readonly prompt: string
  readonly description: string
  readonly shotType: string
  readonly inputs?: Inputs
}

/** Where the frames of a sequence come from; kept beside the pictures. */
export interface SequenceStory {
  readonly description: string
  readonly arc: string
  readonly style: string
  readonly keywords: readonly string[]
  readonly characters: readonly string[]
  readonly setting: string
  readonly atmosphere: string
  /** What every prompt begins with. */
  readonly prefix: string
  /** Who wrote the prompts. */
  readonly producer: string
}

/** The frames of a story. Each has a prompt of its own; `seed` among the inputs is the base seed, −1 to choose one. */
export interface SequenceRequest extends GroupRequest {
  readonly frames: readonly FrameRequest[]
  /** Default `fixed`. */
  readonly seedMode?: SeedMode
  /** Frame k waits for frame k−1 to succeed; the rest are skipped if it does not. Default false. */
  readonly chain?: boolean
  readonly story?: SequenceStory
}

/** One frame made anew: what is left out stays as it was, but for the seed, which is a new one. */
export interface FrameChange {
  readonly prompt?: string
  readonly description?: string
  readonly shotType?: string
  readonly inputs?: Inputs
}

/** A group made again with other seeds, as a new one. What is left out stays as it was. */
export interface AgainChange {
  /** Of a batch. */
  readonly batchCount?: number
  readonly seedMode?: SeedMode
  /** Default −1: choose one. */
  readonly baseSeed?: number
}

/** What each kind of group is asked with. */
export interface GroupRequests {
  readonly batch: BatchRequest
  readonly sequence: SequenceRequest
}

export type GroupKind = keyof GroupRequests
