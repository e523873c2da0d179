/** The activity of a job, guessed from the class of the running node. */
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

/** The progress of a job. Plain data; `reduceProgress` makes the next one. */
export interface ProgressState {
  /** The progress from 0 to 1; never decreases. */
  readonly value: number
  /** The steps of the running sampler. */
  readonly step: number
  readonly steps: number
  readonly stage: ProgressStage
  /** The running node. */
  readonly nodeId: string | undefined
  /** The job whose events count; all events count if undefined. */
  readonly promptId: string | undefined
  readonly nodes: Readonly<Record<string, NodeShare>>
}

/** One node's part of the progress. */
export interface NodeShare {
  readonly stage: ProgressStage
  readonly weight: number
  /** The progress of the node, 0 to 1. */
  readonly done: number
}
