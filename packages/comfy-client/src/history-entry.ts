import type { ExecutionFailure } from './execution-failure.ts'
import type { JsonObject } from './json/json-value.ts'
import type { NodeOutputs, OutputFile } from './output-file.ts'
import type { PromptGraph } from './prompt-graph.ts'

/** How a finished job ended. `unknown`: the server kept no status. */
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

/** A finished job, as the server remembers it until it is restarted. */
export interface HistoryEntry {
  readonly promptId: string
  readonly number: number
  /** The graph as it ran: values coerced, `is_changed` added to some nodes. */
  readonly graph: PromptGraph
  readonly extraData: JsonObject
  readonly outputs: NodeOutputs
  /** The files among `outputs`, flat, in the order of nodes and kinds. */
  readonly files: readonly OutputFile[]
  readonly outcome: Outcome
  /** Milliseconds since 1970 by the server's clock. */
  readonly startedAt?: number
  readonly finishedAt?: number
}

/** A job that waits or runs. */
export interface QueueItem {
  readonly number: number
  readonly promptId: string
  readonly graph: PromptGraph
  readonly extraData: JsonObject
  readonly outputNodes: readonly string[]
}

/** Where a job is. */
export interface Location {
  readonly state: 'pending' | 'running' | 'finished' | 'absent'
  /** Its place in the order of execution, when it waits, runs or ran. */
  readonly number?: number
  /** How many queue items bear this id; more than one means that it was submitted twice. */
  readonly copies: number
  /** When finished. */
  readonly entry?: HistoryEntry
}
