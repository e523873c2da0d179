import type { ComfyEvent } from './comfy-event.ts'
import type { HistoryEntry } from './history-entry.ts'
import type { JsonObject } from './json/json-value.ts'
import type { NodeOutputs, OutputFile } from './output-file.ts'
import type { ProgressState } from './progress-state.ts'

export interface RunOptions {
  /** The signal that also cancels the job on the server. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ProgressState) => void
  /** Called for every event of this job, including previews. */
  readonly onEvent?: (event: ComfyEvent) => void
  /** A canonical lowercase UUID. Default: a new one. */
  readonly promptId?: string
  readonly extraData?: JsonObject
  /** Whether to run even if the server drops invalid outputs of the graph. Default false: cancel and reject. */
  readonly allowPartial?: boolean
  /** The time limit of the whole run in milliseconds. Default: none. */
  readonly timeoutMs?: number
  /** The time without any sign of life after which a running job means a stuck server. Default 15 minutes. */
  readonly stallTimeoutMs?: number
  /**
   * The silence of the socket during the run, in milliseconds, after which it is reconnected, since ComfyUI may have
   * forgotten it. Doubles while that does not help, up to a minute. Default 10,000.
   */
  readonly silentMs?: number
  /** The time for which the server may be unreachable during the job. Default 60,000. */
  readonly unreachableMs?: number
  /** The time between two polls in milliseconds; 5 times as long while events arrive. Default 1,000. */
  readonly pollMs?: number
}

export interface RunResult {
  readonly promptId: string
  readonly outputs: NodeOutputs
  readonly files: readonly OutputFile[]
  readonly entry: HistoryEntry
}
