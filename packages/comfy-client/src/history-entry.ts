import type { ExecutionFailure } from './execution-failure.ts'
import type { JsonObject } from './json/json-value.ts'
import type { NodeOutputs, OutputFile } from './output-file.ts'
import type { PromptGraph } from './prompt-graph.ts'

/** The end of a finished job. `unknown`: the server kept no status. */
export type Outcome =
  | { readonly state: 'success' }
  | { readonly state: 'error'; readonly error: ExecutionFailure }
  | {
      readonly state: 'interrupted'
      readonly nodeId: string
      readonly nodeClass: string
      readonly executed: readonly string[]
    }
  | { readonly state: 'unknown' }

/** A finished job in the server's memory, which lasts until a restart. */
export interface HistoryEntry {
  readonly promptId: string
  readonly number: number
  /** The graph that ran: with coerced values, and `is_changed` added to some nodes. */
  readonly graph: PromptGraph
  readonly extraData: JsonObject
  readonly outputs: NodeOutputs
  /** The files among `outputs`, flat, in the order of nodes and kinds. */
  readonly files: readonly OutputFile[]
  readonly outcome: Outcome
  /** True where more may have been made than is told: it is what a socket heard that was cut meanwhile. */
  readonly partial?: boolean
  /** Milliseconds since 1970 by the server's clock. */
  readonly startedAt?: number
  readonly finishedAt?: number
}

/** A waiting or running job. */
export interface QueueItem {
  readonly number: number
  readonly promptId: string
  readonly graph: PromptGraph
  readonly extraData: JsonObject
  readonly outputNodes: readonly string[]
}

/** The place of a job on the server. */
export interface Location {
  readonly state: 'pending' | 'running' | 'finished' | 'absent'
  /** The place in the order of execution, of a job that waits, runs or ran. */
  readonly number?: number
  /** The number of queue items with this id; more than one means that it was submitted twice. */
  readonly copies: number
  /** The history entry of a finished job. */
  readonly entry?: HistoryEntry
}
