import type { EntryRecord } from '../entry-record.ts'
import { GalleryClosedError, GalleryError, MetadataModuleError } from '../errors.ts'
import type { FileAnswers, FileRequest } from '../files/file-protocol.ts'
import type { ImageDescription } from '../metadata-module.ts'
import type { OpenChannel, ScanChannel } from './scan-channel.ts'
import type {
  CheckRequest,
  DigestRequest,
  DirectoryReport,
  DirectoryRequest,
  FilesReport,
  FilesRequest,
  FolderMarker,
  ReplyMessage,
  RequestMessage,
  ScanRequest,
  WorkerSettings,
} from './scan-protocol.ts'

/** A reply whose result fits the request of that id. */
type Received =
  | Exclude<ReplyMessage, { type: 'done' }>
  | { readonly id: number; readonly type: 'done'; readonly result: never }

function isReceived(message: unknown): message is Received {
  return typeof message === 'object' && message !== null && 'id' in message && 'type' in message
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
  readonly onRecords: (records: readonly EntryRecord[]) => void
}

/** A scan worker that starts on first use, and again after a crash or an idle time. */
export class ScanClient implements AsyncDisposable {
  readonly #settings: WorkerSettings
  readonly #waiting = new Map<number, Waiting>()
  readonly #open: OpenChannel
  #channel: ScanChannel | undefined
  readonly #idleMs: number
  readonly #marker: () => FolderMarker | undefined
  #idleTimer: NodeJS.Timeout | undefined
  #lastId = 0
  #hasAnswered = false
  #isClosed = false

  /** `idleMs`: the worker ends after this time without work, which frees its memory. Default never. */
  constructor(
    settings: WorkerSettings,
    {
      open,
      idleMs = 0,
      marker = () => undefined,
    }: {
      readonly open: OpenChannel
      readonly idleMs?: number
      readonly marker?: (() => FolderMarker | undefined) | undefined
    },
  ) {
    this.#settings = settings
    this.#open = open
    this.#idleMs = idleMs
    this.#marker = marker
  }

  /** The number of unanswered requests. */
  get load(): number {
    return this.#waiting.size
  }

  /** Whether the worker runs and answers without a delay. */
  get isReady(): boolean {
    return this.#channel !== undefined && this.#hasAnswered
  }

  /** Starts the worker ahead of the first request. */
  start(): void {
    if (this.#channel !== undefined) return
    this.#hasAnswered = false
    this.#channel = this.#spawn()
  }

  directory(
    request: DirectoryRequest,
    onRecords: (records: readonly EntryRecord[]) => void,
  ): Promise<DirectoryReport> {
    return this.#request(request, onRecords)
  }

  files(request: FilesRequest): Promise<FilesReport> {
    return this.#request(request)
  }

  check(request: CheckRequest): Promise<readonly number[]> {
    return this.#request(request)
  }

  metadata(path: string): Promise<ImageDescription | undefined> {
    return this.#request({ kind: 'metadata', path })
  }

  /** Has files changed in a turn, or looked at for that. */
  act<T extends FileRequest>(act: T, turn = ''): Promise<FileAnswers[T['action']]> {
    return this.#request({ kind: 'act', act, turn })
  }

  digest(request: DigestRequest): Promise<readonly string[]> {
    return this.#request(request)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    this.#rejectAll(new GalleryClosedError())
    await this.#stop()
  }

  #request<T>(
    request: ScanRequest,
    onRecords: (records: readonly EntryRecord[]) => void = () => {},
  ): Promise<T> {
    if (this.#isClosed) return Promise.reject(new GalleryClosedError())
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const id = ++this.#lastId
    this.#waiting.set(id, { resolve, reject, onRecords })
    const message: RequestMessage = { id, request, marker: this.#marker() }
    clearTimeout(this.#idleTimer)
    this.start()
    this.#channel?.hold()
    this.#channel?.send(message)
    return promise
  }

  #spawn(): ScanChannel {
    const channel = this.#open(this.#settings, {
      onMessage: (message) => {
        if (isReceived(message)) this.#receive(message)
      },
      onLost: (cause) => {
        const happened = cause === undefined ? 'stopped' : 'crashed'
        this.#lose(channel, new GalleryError(`The scan worker ${happened}`, { cause }))
      },
    })
    return channel
  }

  #receive(message: Received): void {
    const waiting = this.#waiting.get(message.id)
    if (waiting === undefined) return
    if (message.type === 'records') {
      waiting.onRecords(JSON.parse(message.json))
      return
    }
    this.#waiting.delete(message.id)
    this.#hasAnswered = true
    if (this.#waiting.size === 0) this.#rest()
    if (message.type === 'done') waiting.resolve(message.result)
    else if (message.isModule) waiting.reject(new MetadataModuleError(message.message))
    else waiting.reject(new GalleryError(message.message))
  }

  #rest(): void {
    this.#channel?.release()
    if (this.#idleMs > 0)
      this.#idleTimer = setTimeout(() => void this.#stop(), this.#idleMs).unref()
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idleTimer)
    const channel = this.#channel
    this.#channel = undefined
    await channel?.close()
  }

  #lose(channel: ScanChannel, error: GalleryError): void {
    if (this.#channel !== channel) return
    this.#channel = undefined
    this.#rejectAll(error)
  }

  #rejectAll(error: GalleryError): void {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(error)
  }
}
