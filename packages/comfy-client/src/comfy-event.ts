import type { ComfyError } from './errors.ts'
import type { ExecutionFailure } from './execution-failure.ts'
import type { JsonObject, JsonValue } from './json/json-value.ts'
import type { NodeOutput, OutputFile } from './output-file.ts'

/** One node's entry in a `progress-state` snapshot. */
export interface NodeProgress {
  readonly nodeId: string
  /** The id in the submitted graph, for a node that is an expansion of another. */
  readonly realNodeId: string
  readonly displayNodeId: string
  readonly state: string
  readonly value: number
  readonly max: number
}

/**
 * An event of the socket. One without `promptId` cannot be attributed: ComfyUI broadcasts the progress and previews of
 * jobs that were submitted without a client id.
 */
export type ComfyEvent =
  | { readonly type: 'socket-open'; readonly clientId: string }
  | {
      readonly type: 'socket-lost'
      readonly clientId: string
      readonly error: ComfyError
      /** The time until the next attempt to connect. */
      readonly retryInMs: number
    }
  | { readonly type: 'status'; readonly queueRemaining?: number; readonly sid?: string }
  | { readonly type: 'feature-flags'; readonly features: JsonObject }
  | { readonly type: 'execution-start'; readonly promptId: string; readonly timestamp?: number }
  | {
      readonly type: 'execution-cached'
      readonly promptId: string
      readonly nodes: readonly string[]
      readonly timestamp?: number
    }
  | {
      readonly type: 'executing'
      /** The job; missing when the server repeats the event to a new socket. */
      readonly promptId?: string
      /** The running node; missing when the job has ended, whose history entry then exists. */
      readonly nodeId?: string
      readonly displayNodeId?: string
    }
  | {
      readonly type: 'progress'
      readonly promptId?: string
      readonly nodeId?: string
      readonly value: number
      readonly max: number
    }
  | {
      readonly type: 'progress-state'
      readonly promptId: string
      readonly nodes: Readonly<Record<string, NodeProgress>>
    }
  | {
      readonly type: 'preview'
      readonly promptId?: string
      readonly nodeId?: string
      readonly displayNodeId?: string
      readonly contentType: string
      readonly image: Uint8Array
    }
  | {
      readonly type: 'executed'
      readonly promptId: string
      readonly nodeId: string
      readonly displayNodeId: string
      readonly output: NodeOutput
      readonly files: readonly OutputFile[]
    }
  | { readonly type: 'execution-success'; readonly promptId: string; readonly timestamp?: number }
  | {
      readonly type: 'execution-error'
      readonly promptId: string
      readonly error: ExecutionFailure
      /** False for `ExecutionBlocked`, after which the job continues. */
      readonly isTerminal: boolean
      readonly timestamp?: number
    }
  | {
      readonly type: 'execution-interrupted'
      readonly promptId: string
      readonly nodeId: string
      readonly nodeClass: string
      readonly executed: readonly string[]
      readonly timestamp?: number
    }
  | { readonly type: 'text'; readonly nodeId: string; readonly text: string }
  | { readonly type: 'logs'; readonly entries: readonly { time: string; message: string }[] }
  /** An event of a custom node or a newer server, or a known one without its required fields. */
  | { readonly type: 'unknown'; readonly name: string; readonly data: JsonValue | Uint8Array }
