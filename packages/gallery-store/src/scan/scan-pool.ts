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

  /** One at least runs, and need not be waited for. */
  get isReady(): boolean {
    return this.#clients.some(({ isReady }) => isReady)
  }

  /** Starts one ahead of the first request. */
  start(): void {
    const [first] = this.#clients
    if (first === undefined || first.load > 0) return
    // What it is asked does not matter: that it answers shows that it is there. If it does not, the next to ask is told.
    const nothing = { kind: 'check', directories: [], mtimes: new Float64Array() } as const
    first.check(nothing).catch(() => {})
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
