import type { EntryRecord } from '../entry-record.ts'
import type { ScanClient } from './scan-client.ts'
import type { DigestRequest, DirectoryReport, DirectoryRequest } from './scan-protocol.ts'

/** Requests on their way to one worker, so that it never waits for us. */
const requestsEach = 2

/** Several workers for what takes long. One that is not needed is never started. */
export class ScanPool implements AsyncDisposable {
  readonly #clients: readonly ScanClient[]

  constructor(clients: readonly [ScanClient, ...ScanClient[]]) {
    this.#clients = clients
  }

  /** Directories that are worth asking for at a time. */
  get capacity(): number {
    return this.#clients.length * requestsEach
  }

  /** Starts one ahead of the first request. */
  start(): void {
    this.#clients[0]?.start()
  }

  directory(
    request: DirectoryRequest,
    onRecords: (records: readonly EntryRecord[]) => void,
  ): Promise<DirectoryReport> {
    return this.#free().directory(request, onRecords)
  }

  digest(request: DigestRequest): Promise<readonly string[]> {
    return this.#free().digest(request)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#clients.map((client) => client[Symbol.asyncDispose]()))
  }

  /** The first that has room, for each further one costs memory; else the one with the least to do. */
  #free(): ScanClient {
    return (
      this.#clients.find(({ load }) => load < requestsEach) ??
      this.#clients.reduce((a, b) => (b.load < a.load ? b : a))
    )
  }
}
