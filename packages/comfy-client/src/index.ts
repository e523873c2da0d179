export type {
  CallOptions,
  CancelResult,
  ComfyClient,
  ComfyClientOptions,
  FileUpload,
  MaskUpload,
  Submission,
  Submitted,
  Upload,
  ViewedFile,
  ViewOptions,
} from './comfy-client.ts'
export type { ComfyEvent, NodeProgress } from './comfy-event.ts'
export { createComfyClient } from './create-comfy-client.ts'
export {
  ComfyConnectionError,
  ComfyError,
  ComfyExecutionError,
  ComfyInterruptedError,
  ComfyLostError,
  ComfyResponseError,
  ComfyTimeoutError,
  ComfyValidationError,
} from './errors.ts'
export type { ExecutionFailure } from './execution-failure.ts'
export type { HistoryEntry, Location, Outcome, QueueItem } from './history-entry.ts'
export type { Job, JobsPage, JobsQuery } from './job.ts'
export type { JsonObject, JsonValue } from './json/json-value.ts'
export { parseJson } from './json/parse-json.ts'
export { stringifyJson } from './json/stringify-json.ts'
export type { NodeError, NodeErrors, PromptError } from './node-errors.ts'
export type { FileReference, NodeOutput, NodeOutputs, OutputFile } from './output-file.ts'
export { initialProgress, reduceProgress } from './progress/progress.ts'
export type { NodeShare, ProgressStage, ProgressState } from './progress-state.ts'
export type { PromptState } from './prompt/prompt-state.ts'
export { PromptWatch, type PromptWatchOptions } from './prompt/prompt-watch.ts'
export type { SubmitOutcome } from './prompt/submit-once.ts'
export type { PromptGraph, PromptNode } from './prompt-graph.ts'
export type { RunOptions, RunResult } from './run-options.ts'
export type { Features, ModelFile, ModelFolder, ObjectInfo, SystemStats } from './server-facts.ts'
export type { ComfySocket, ConnectOptions } from './socket.ts'
export { type ComfyTrouble, troubleOf } from './trouble.ts'
