import type { Inputs } from '@darkroom/workflow-builder'
import type { GivenFile } from '../job/given-file.ts'
import type { JobRequest } from '../job/job-request.ts'
import type { SeedMode } from '../job/seeds.ts'
import type { Matrix } from './matrix.ts'
import type { SeedPlaces } from './seed-places.ts'

interface GroupRequest extends JobRequest {
  /** UUID of the group. Default: a new one. */
  readonly id?: string
}

/** What one job of a batch has of its own. */
export interface BatchCell {
  /** In place of the inputs of the batch, or beside them. */
  readonly inputs: Inputs
  /** What it differs in, by the names of the matrix. */
  readonly values: Inputs
  readonly files?: readonly GivenFile[] | undefined
}

/** Several pictures of one request. A `seed` among its inputs is not used: see `baseSeed`. */
export interface BatchRequest extends GroupRequest {
  /** Number of pictures, 2…20; without meaning where there are `cells`. */
  readonly batchCount: number
  /** What each job has besides, up to 10,000: one for each choice of one value from each list of `matrix`. */
  readonly cells?: readonly BatchCell[] | undefined
  /** What the cells were made from, to be told. */
  readonly matrix?: Matrix | undefined
  /** Where a graph takes its seed. Default: the word of the recipe. */
  readonly seeds?: SeedPlaces | undefined
  /** Default `random`. */
  readonly seedMode?: SeedMode
  /** Default −1: choose one. */
  readonly baseSeed?: number
  /**
   * All pictures from one run of ComfyUI, and so from one seed: faster, but if the run fails all of them do. Only with
   * the seed mode `random`. Default false.
   */
  readonly sharedRun?: boolean
}

/** A frame's own settings; the rest comes from the sequence's inputs. */
export interface FrameRequest {
  readonly frameNumber: number
  readonly prompt: string
  readonly description: string
  readonly shotType: string
  readonly inputs?: Inputs
}

/** The story that the frames of a sequence come from; kept beside the pictures. */
export interface SequenceStory {
  readonly description: string
  readonly arc: string
  readonly style: string
  readonly keywords: readonly string[]
  readonly characters: readonly string[]
  readonly setting: string
  readonly atmosphere: string
  /** Beginning of every prompt. */
  readonly prefix: string
  /** The producer of the prompts. */
  readonly producer: string
}

/** The frames of a story. Each has a prompt of its own; `seed` among the inputs is the base seed, −1 to choose one. */
export interface SequenceRequest extends GroupRequest {
  readonly frames: readonly FrameRequest[]
  /** Default `fixed`. */
  readonly seedMode?: SeedMode
  /** Frame k waits for frame k−1 to succeed; the rest are skipped if one does not. Default false. */
  readonly chain?: boolean
  readonly story?: SequenceStory
}

/** Changes to one frame that is made anew: words left out stay as they were, but for the seed, which is a new one. */
export interface FrameChange {
  readonly prompt?: string
  readonly description?: string
  readonly shotType?: string
  readonly inputs?: Inputs
}

/** Changes to a group made again with other seeds, as a new one. Fields left out stay as they were. */
export interface AgainChange {
  /** Only for a batch. */
  readonly batchCount?: number
  readonly seedMode?: SeedMode
  /** Default −1: choose one. */
  readonly baseSeed?: number
}

/** The request of each kind of group. */
export interface GroupRequests {
  readonly batch: BatchRequest
  readonly sequence: SequenceRequest
}

export type GroupKind = keyof GroupRequests
