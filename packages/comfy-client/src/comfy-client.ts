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
  /** The server's address, such as `http://127.0.0.1:8188`; may have a path for a proxy, and `user:password@`. */
  readonly baseUrl: string | URL
  /**
   * The time limit of an ordinary request in milliseconds; for a file, the limit until it begins and for each silence
   * after. Default 10,000.
   */
  readonly timeoutMs?: number
  /** The time limit of `submit` in milliseconds. Default 60,000. */
  readonly submitTimeoutMs?: number
  /** The size limit of a JSON answer in bytes, where that of its route is not lower. Default 64 MiB. */
  readonly maxJsonBytes?: number
  /** Headers for every request and handshake, e.g. for a proxy. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface CallOptions {
  readonly signal?: AbortSignal
}

export interface Submission {
  readonly graph: PromptGraph
  /** A canonical lowercase UUID, which newer servers require. */
  readonly promptId: string
  /** The id of the socket for the job's events; never empty, even without a socket. */
  readonly clientId: string
  readonly extraData?: JsonObject | undefined
  /** Whether to go before all waiting jobs. */
  readonly front?: boolean
  /** The place in the order of execution; lower runs earlier. Default: the server's own counter. */
  readonly number?: number
  /** The output nodes to run; all others are left out. */
  readonly partialExecutionTargets?: readonly string[]
}

export interface Submitted {
  /** The given id, except on servers before 0.3.45, which choose their own. */
  readonly promptId: string
  readonly number: number
  /** Errors of outputs that the server dropped; it runs the rest. */
  readonly nodeErrors: NodeErrors
}

export interface ViewOptions extends CallOptions {
  /** The format to convert the image to: `webp` or `jpeg`, with an optional quality, `jpeg;80`. */
  readonly preview?: string
  readonly channel?: 'rgb' | 'a' | 'rgba'
}

export interface ViewedFile {
  readonly contentType: string
  readonly contentLength: number | undefined
  /** The body, which must be read to its end or destroyed. */
  readonly body: Readable
}

export interface Upload {
  readonly data: Uint8Array | Blob
  /** The file name; directories in it are removed. */
  readonly filename: string
  readonly subfolder?: string
  /** The folder, `input` by default. */
  readonly type?: 'input' | 'temp' | 'output'
  /** Whether to replace a file. Default false: the server chooses another name if this one has other bytes. */
  readonly overwrite?: boolean
}

/** A file of any kind and size, which is sent as it is read. */
export interface FileUpload extends Omit<Upload, 'data'> {
  readonly content: AsyncIterable<Uint8Array>
  /** How many bytes the content has. */
  readonly bytes: number
}

export interface MaskUpload extends Upload {
  /** The image whose alpha is replaced by the mask. */
  readonly original: FileReference
}

/** `removed` from the queue, `interrupted` while running, `finished` before, `absent`, or still `stopping`. */
export type CancelResult = 'removed' | 'interrupted' | 'finished' | 'absent' | 'stopping'

export interface ComfyClient extends AsyncDisposable {
  /** The address without credentials and without a final slash. */
  readonly baseUrl: string

  systemStats(options?: CallOptions): Promise<SystemStats>
  features(options?: CallOptions): Promise<Features>
  /** The number of waiting and running jobs of all clients; the cheapest sign of life. */
  queueRemaining(options?: CallOptions): Promise<number>
  extensions(options?: CallOptions): Promise<readonly string[]>
  /** Unloads models or drops the cache after the current job. */
  free(
    what: { readonly unloadModels?: boolean; readonly freeMemory?: boolean },
    options?: CallOptions,
  ): Promise<void>

  objectInfo(options?: CallOptions): Promise<ObjectInfo>
  /** The description of a class; `undefined` when the server lacks it. */
  objectInfoFor(nodeClass: string, options?: CallOptions): Promise<JsonObject | undefined>

  modelFolders(options?: CallOptions): Promise<readonly string[]>
  /** File names with the server's separator; `undefined` when the folder does not exist. */
  models(folder: string, options?: CallOptions): Promise<readonly string[] | undefined>
  embeddings(options?: CallOptions): Promise<readonly string[]>
  /** The header of a safetensors file; `undefined` when the file has none. */
  viewMetadata(
    folder: string,
    filename: string,
    options?: CallOptions,
  ): Promise<JsonObject | undefined>
  /** Folders with absolute paths, from `/experiment/models`. */
  modelFolderPaths(options?: CallOptions): Promise<readonly ModelFolder[] | undefined>
  /** Files with sizes and dates, from `/experiment/models/{folder}`. */
  modelFiles(folder: string, options?: CallOptions): Promise<readonly ModelFile[] | undefined>

  /** Submits without retries. After an error without `sent: false`, call `locate` before trying again. */
  submit(prompt: Submission, options?: CallOptions): Promise<Submitted>

  /** The running and the waiting jobs, each in the order of execution. */
  queue(options?: CallOptions): Promise<{
    readonly running: readonly QueueItem[]
    readonly pending: readonly QueueItem[]
  }>
  /** Deletes waiting jobs without reporting which existed; running and unknown ids are left alone. */
  deletePending(promptIds: readonly string[], options?: CallOptions): Promise<void>
  clearPending(options?: CallOptions): Promise<void>
  /** Stops this job if it is running. */
  interrupt(promptId: string, options?: CallOptions): Promise<void>
  /** Stops the running job, whoever owns it. */
  interruptAny(options?: CallOptions): Promise<void>

  /** History of a job. `undefined` has five meanings: waiting, running, unknown, deleted, lost. See `locate`. */
  history(promptId: string, options?: CallOptions): Promise<HistoryEntry | undefined>
  /** History entries, oldest first. `maxItems` alone gives the newest; with `offset`, it counts from the oldest. */
  histories(
    page: { readonly maxItems: number; readonly offset?: number },
    options?: CallOptions,
  ): Promise<readonly HistoryEntry[]>
  deleteHistory(promptIds: readonly string[], options?: CallOptions): Promise<void>
  clearHistory(options?: CallOptions): Promise<void>

  /** The jobs; `undefined` if the server lacks the route (before 0.6.0). */
  jobs(query?: JobsQuery, options?: CallOptions): Promise<JobsPage | undefined>
  /** A job; `null` when the server does not know it, `undefined` if the server lacks the route. */
  job(promptId: string, options?: CallOptions): Promise<Job | null | undefined>
  /** Cancels a job; returns whether there was one, `undefined` if the server lacks the route (before 0.26). */
  cancelJob(promptId: string, options?: CallOptions): Promise<boolean | undefined>

  /** Locates a job: reads queue and history, and both again before it returns `absent`. */
  locate(promptId: string, options?: CallOptions): Promise<Location>
  /** Deletes, interrupts, and checks the result, for `waitMs` at most (default 5,000). */
  cancel(
    promptId: string,
    options?: CallOptions & { readonly waitMs?: number },
  ): Promise<CancelResult>

  /** Downloads a file; a missing one is a `ComfyResponseError` of status 404. */
  view(file: FileReference, options?: ViewOptions): Promise<ViewedFile>
  /** Whether the server has a file, without downloading it; with `bytes`, whether it has one of this size. */
  hasFile(
    file: FileReference,
    options?: CallOptions & { readonly bytes?: number },
  ): Promise<boolean>
  /** Uploads an image. Use the name in the answer, since the server renames if the name is taken. */
  uploadImage(upload: Upload, options?: CallOptions): Promise<FileReference>
  /**
   * Uploads a file as it is read, whatever it is. There is no limit of the whole time, only `timeoutMs` for each silence. Use the
   * name in the answer.
   */
  uploadFile(upload: FileUpload, options?: CallOptions): Promise<FileReference>
  /** Uploads a mask, and checks that the server kept it, which the server's answer does not show. */
  uploadMask(upload: MaskUpload, options?: CallOptions): Promise<FileReference>

  connect(options?: ConnectOptions): ComfySocket
  /** Submits, follows by events and by polling, and resolves with the outputs; rejects with the error of the job. */
  run(graph: PromptGraph, options?: RunOptions): Promise<RunResult>
}
