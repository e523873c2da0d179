import type { Readable } from 'node:stream'
import type { HistoryEntry, Location, QueueItem } from './history-entry.ts'
import type { Job, JobsPage, JobsQuery } from './job.ts'
import type { JsonObject } from './json/json-value.ts'
import type { NodeErrors } from './node-errors.ts'
import type { FileReference } from './output-file.ts'
import type { PromptGraph } from './prompt-graph.ts'
import type { RunOptions, RunResult } from './run-options.ts'
import type { Features, ModelFile, ModelFolder, ObjectInfo, SystemStats } from './server-facts.ts'
import type { ComfySocket, ConnectOptions } from './socket.ts'

export interface ComfyClientOptions {
  /** Such as `http://127.0.0.1:8188`; may have a path when a proxy adds one, and `user:password@`. */
  readonly baseUrl: string | URL
  /**
   * Time limit of an ordinary request, in milliseconds; for a file, of its beginning and of each silence after. Default
   * 10,000.
   */
  readonly timeoutMs?: number
  /** Time limit of `submit`, in milliseconds. Default 60,000. */
  readonly submitTimeoutMs?: number
  /** The largest JSON answer taken, in bytes. Default 64 MiB. */
  readonly maxJsonBytes?: number
  /** Sent with every request and handshake, for a proxy that wants them. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What every call takes. */
export interface CallOptions {
  readonly signal?: AbortSignal
}

export interface Submission {
  readonly graph: PromptGraph
  /** A canonical lowercase UUID, which newer servers insist on. */
  readonly promptId: string
  /** The id of the socket that is to hear of the job; never empty, even without a socket. */
  readonly clientId: string
  readonly extraData?: JsonObject | undefined
  /** Jump the queue. */
  readonly front?: boolean
  /** The place in the order of execution; lower runs earlier. The server's own counter otherwise. */
  readonly number?: number
  /** Run only these output nodes. */
  readonly partialExecutionTargets?: readonly string[]
}

export interface Submitted {
  /** As given, save on servers before 0.3.45, which choose their own. */
  readonly promptId: string
  readonly number: number
  /** Not empty: the server dropped these outputs and runs the rest. */
  readonly nodeErrors: NodeErrors
}

export interface ViewOptions extends CallOptions {
  /** Have the image encoded anew, as `webp` or `jpeg`, with an optional quality: `jpeg;80`. */
  readonly preview?: string
  readonly channel?: 'rgb' | 'a' | 'rgba'
}

export interface ViewedFile {
  readonly contentType: string
  readonly contentLength: number | undefined
  /** Read it to its end or destroy it. */
  readonly body: Readable
}

export interface Upload {
  readonly data: Uint8Array | Blob
  /** Directories in it are cut off. */
  readonly filename: string
  readonly subfolder?: string
  /** Default `input`. */
  readonly type?: 'input' | 'temp' | 'output'
  /** Default false: the server finds another name when it holds other bytes under this one. */
  readonly overwrite?: boolean
}

export interface MaskUpload extends Upload {
  /** The image whose alpha the mask replaces. */
  readonly original: FileReference
}

/** `removed` from the queue, `interrupted` while it ran, `finished` before, `absent`, or still `stopping`. */
export type CancelResult = 'removed' | 'interrupted' | 'finished' | 'absent' | 'stopping'

/** One ComfyUI server. */
export interface ComfyClient extends AsyncDisposable {
  /** Without credentials and without a slash at its end. */
  readonly baseUrl: string

  systemStats(options?: CallOptions): Promise<SystemStats>
  features(options?: CallOptions): Promise<Features>
  /** How many jobs of anyone wait or run; the cheapest sign of life. */
  queueRemaining(options?: CallOptions): Promise<number>
  extensions(options?: CallOptions): Promise<readonly string[]>
  /** Unloads models or drops the cache once the current job is over. */
  free(
    what: { readonly unloadModels?: boolean; readonly freeMemory?: boolean },
    options?: CallOptions,
  ): Promise<void>

  objectInfo(options?: CallOptions): Promise<ObjectInfo>
  /** `undefined` when the server has no such class. */
  objectInfoFor(nodeClass: string, options?: CallOptions): Promise<JsonObject | undefined>

  modelFolders(options?: CallOptions): Promise<readonly string[]>
  /** File names with the server's separator; `undefined` when there is no such folder. */
  models(folder: string, options?: CallOptions): Promise<readonly string[] | undefined>
  embeddings(options?: CallOptions): Promise<readonly string[]>
  /** The header of a safetensors file; `undefined` when it has none. */
  viewMetadata(
    folder: string,
    filename: string,
    options?: CallOptions,
  ): Promise<JsonObject | undefined>
  /** With absolute paths, from `/experiment/models`. */
  modelFolderPaths(options?: CallOptions): Promise<readonly ModelFolder[] | undefined>
  /** With sizes and dates, from `/experiment/models/{folder}`. */
  modelFiles(folder: string, options?: CallOptions): Promise<readonly ModelFile[] | undefined>

  /** Never repeated by itself. After an error that does not say `sent: false`, `locate` before trying again. */
  submit(prompt: Submission, options?: CallOptions): Promise<Submitted>

  /** Both lists in the order of execution. */
  queue(options?: CallOptions): Promise<{
    readonly running: readonly QueueItem[]
    readonly pending: readonly QueueItem[]
  }>
  /** Says nothing of what was there; ids that run or are unknown are left alone. */
  deletePending(promptIds: readonly string[], options?: CallOptions): Promise<void>
  clearPending(options?: CallOptions): Promise<void>
  /** Stops this job if it runs. */
  interrupt(promptId: string, options?: CallOptions): Promise<void>
  /** Stops whatever runs, anybody's. */
  interruptAny(options?: CallOptions): Promise<void>

  /** `undefined` has five meanings: waiting, running, unknown, deleted, lost. See `locate`. */
  history(promptId: string, options?: CallOptions): Promise<HistoryEntry | undefined>
  /** Oldest first. `maxItems` alone gives the newest; with `offset`, counted from the oldest. */
  histories(
    page: { readonly maxItems: number; readonly offset?: number },
    options?: CallOptions,
  ): Promise<readonly HistoryEntry[]>
  deleteHistory(promptIds: readonly string[], options?: CallOptions): Promise<void>
  clearHistory(options?: CallOptions): Promise<void>

  /** `undefined` where the server lacks the route (before 0.6.0). */
  jobs(query?: JobsQuery, options?: CallOptions): Promise<JobsPage | undefined>
  /** `null` when the server knows no such job, `undefined` where it lacks the route. */
  job(promptId: string, options?: CallOptions): Promise<Job | null | undefined>
  /** Whether there was anything to cancel; `undefined` where the server lacks the route (before 0.26). */
  cancelJob(promptId: string, options?: CallOptions): Promise<boolean | undefined>

  /** Queue, then history, then queue and history again before it says `absent`. */
  locate(promptId: string, options?: CallOptions): Promise<Location>
  /** Deletes, interrupts, and looks whether it helped, for `waitMs` at most (default 5,000). */
  cancel(
    promptId: string,
    options?: CallOptions & { readonly waitMs?: number },
  ): Promise<CancelResult>

  /** A missing file is a `ComfyResponseError` of status 404. */
  view(file: FileReference, options?: ViewOptions): Promise<ViewedFile>
  /** Use the name of the answer: the server renames when the name is taken. */
  uploadImage(upload: Upload, options?: CallOptions): Promise<FileReference>
  /** Also looks whether the server kept the mask, which it reports even when it did not. */
  uploadMask(upload: MaskUpload, options?: CallOptions): Promise<FileReference>

  connect(options?: ConnectOptions): ComfySocket
  /** Submits, follows by events and by polling, and resolves with the outputs; rejects with what went wrong. */
  run(graph: PromptGraph, options?: RunOptions): Promise<RunResult>
}
