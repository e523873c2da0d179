import type { ComfyEvent } from './comfy-event.ts'
import type { HistoryEntry } from './history-entry.ts'
import type { JsonObject } from './json/json-value.ts'
import type { NodeOutputs, OutputFile } from './output-file.ts'
import type { ProgressState } from './progress-state.ts'

export interface RunOptions {
  /** Aborting cancels the job on the server, too. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ProgressState) => void
  /** Every event of this job, previews included. */
  readonly onEvent?: (event: ComfyEvent) => void
  /** A canonical lowercase UUID. Default: a fresh one. */
  readonly promptId?: string
  readonly extraData?: JsonObject
  /** Run although the server drops invalid outputs of the graph. Default false: cancel and reject. */
  readonly allowPartial?: boolean
  /** The whole run, in milliseconds. Default: no limit. */
  readonly timeoutMs?: number
  /** A running job without any sign of life for so long means a stuck server. Default 15 minutes. */
  readonly stallTimeoutMs?: number
  /**
   * A socket that says nothing for so long while the job runs is opened anew, in milliseconds: ComfyUI
   * may have forgotten it. Doubles while that does not help, up to a minute. Default 10,000.
   */
  readonly silentMs?: number
  /** How long the server may be unreachable while the job is there. Default 60,000. */
  readonly unreachableMs?: number
  /** How often to look for the job, in milliseconds; 5 times as long while events flow. Default 1,000. */
  readonly pollMs?: number
}

export interface RunResult {
  readonly promptId: string
  readonly outputs: NodeOutputs
  readonly files: readonly OutputFile[]
  readonly entry: HistoryEntry
}
