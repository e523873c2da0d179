import type { Inputs } from '@darkroom/workflow-builder'
import type { GivenFile } from '../job/given-file.ts'
import type { JobRequest } from '../job/job-request.ts'
import type { MadeBy } from '../job/made-by.ts'
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

/** A frame's own settings; the rest comes from the sequence. */
export interface FrameRequest {
  readonly frameNumber: number
  readonly prompt: string
  readonly description: string
  readonly shotType: string
  /** In place of the inputs of the sequence, or beside them. */
  readonly inputs?: Inputs | undefined
  /** UUID of its job, by which the files of the frames after it may refer to its picture. Default: a new one. */
  readonly requestId?: string | undefined
  /** In place of that of the sequence, as are the next two. */
  readonly workflow?: string | undefined
  readonly files?: readonly GivenFile[] | undefined
  readonly made?: MadeBy | undefined
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

/**
 * The frames of a story. Each has a prompt of its own; `seed` among the inputs is the base seed, −1 to choose one. Of a graph the
 * inputs of each frame have its prompt.
 */
export interface SequenceRequest extends GroupRequest {
  readonly frames: readonly FrameRequest[]
  /** Where a graph takes its seed. Default: the word of the recipe. */
  readonly seeds?: SeedPlaces | undefined
  /** Default `fixed`. */
  readonly seedMode?: SeedMode
  /**
   * Frame k waits for frame k−1 to succeed; the rest are skipped if one does not. Default: whether a frame is given the picture of
   * another.
   */
  readonly chain?: boolean
  readonly story?: SequenceStory
}

/** Changes to one frame that is made anew: words left out stay as they were, but for the seed, which is a new one. */
export interface FrameChange {
  readonly prompt?: string
  readonly description?: string
  readonly shotType?: string
  readonly inputs?: Inputs
  /** The task, where the inputs need another. */
  readonly workflow?: string | undefined
  /** The files that the inputs name, besides those that the frame had. */
  readonly files?: readonly GivenFile[] | undefined
  /** The inputs as they are told beside the picture. Default: as they are. */
  readonly told?: Inputs | undefined
  /** What is run in place of the frame's workflow and inputs: whoever made it has put prompt and seed into it. */
  readonly job?: JobRequest | undefined
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
