import type { EntryRecord } from '../entry-record.ts'
import type { ScanClient } from './scan-client.ts'
import type { DigestRequest, DirectoryReport, DirectoryRequest } from './scan-protocol.ts'

/** The requests in flight for one worker, so that it never waits for the next one. */
const requestsEach = 2

/** Several workers for long tasks. A worker that is not needed is never started. */
export class ScanPool implements AsyncDisposable {
  readonly #clients: readonly ScanClient[]

  constructor(clients: readonly [ScanClient, ...ScanClient[]]) {
    this.#clients = clients
  }

  /** The number of directories worth requesting at a time. */
  get capacity(): number {
    return this.#clients.length * requestsEach
  }

  /** Whether at least one worker runs and answers without a delay. */
  get isReady(): boolean {
    return this.#clients.some(({ isReady }) => isReady)
  }

  /** Starts one worker ahead of the first request. */
  start(): void {
    const [first] = this.#clients
    if (first === undefined || first.load > 0) return
    // Any answer to this request shows that the worker runs; a failure is reported to the next request.
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

  /** The first worker with room, since each further one costs memory; otherwise the least busy one. */
  #free(): ScanClient {
    return (
      this.#clients.find(({ load }) => load < requestsEach) ??
      this.#clients.reduce((a, b) => (b.load < a.load ? b : a))
    )
  }
}
