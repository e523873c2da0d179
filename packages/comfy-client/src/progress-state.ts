/** What the job is doing, guessed from the class of the node at work. */
export type ProgressStage =
  | 'queued'
  | 'starting'
  | 'loading'
  | 'encoding'
  | 'sampling'
  | 'decoding'
  | 'saving'
  | 'working'
  | 'finished'
  | 'failed'
  | 'interrupted'

/** How far a job is. Plain data; `reduceProgress` makes the next one. */
export interface ProgressState {
  /** 0 to 1, never less than before. */
  readonly value: number
  /** Steps of the sampler at work. */
  readonly step: number
  readonly steps: number
  readonly stage: ProgressStage
  /** The node at work. */
  readonly nodeId: string | undefined
  /** Only events of this job count, when given. */
  readonly promptId: string | undefined
  readonly nodes: Readonly<Record<string, NodeShare>>
}

/** One node's part of the whole. */
export interface NodeShare {
  readonly stage: ProgressStage
  readonly weight: number
  /** 0 to 1. */
  readonly done: number
}
