import {
  type ComfyClient,
  ComfyError,
  type ComfyEvent,
  type ComfySocket,
} from '@darkroom/comfy-client'
import type { Clock, Logger, Timings } from '../options.ts'
import { CachedFetch, type Fetched } from './cached-fetch.ts'
import { afterAnswer, afterFailure, type Health, probeDelay, unknownHealth } from './health.ts'
import { ServerBackoff } from './server-backoff.ts'
import { readServerCatalog, type ServerCatalog } from './server-catalog.ts'
import { isServerFault, toComfyError } from './server-fault.ts'
import type { ServerDevice, ServerState, ServerStatus } from './server-state.ts'

export interface LinkOptions {
  readonly name: string
  readonly client: ComfyClient
  /** Node classes whose lists are read. */
  readonly nodeClasses: readonly string[]
  readonly clock: Clock
  readonly timings: Timings
  readonly logger: Logger
  /** Called when a change affects which jobs the server may take. */
  readonly onChange: () => void
}

/** One server of the pool: its socket, health and lists, and its present job. */
export class ServerLink {
  readonly name: string
  readonly client: ComfyClient
  readonly trust: ServerBackoff
  readonly #options: LinkOptions
  readonly #listeners = new Set<(event: ComfyEvent) => void>()
  readonly #catalog: CachedFetch<ServerCatalog>
  #health: Health = unknownHealth
  #version = ''
  #devices: readonly ServerDevice[] = []
  #queueRemaining: number | undefined
  #probing: Promise<void> | undefined
  #socket: ComfySocket | undefined
  #clientId: string = crypto.randomUUID()
  #socketLostAt = Number.NEGATIVE_INFINITY
  #upSince = Number.POSITIVE_INFINITY
  #current: string | undefined
  #draining = false
  readonly #unstoppable = new Set<string>()
  /** The model of the last prompt that the server ran for us. */
  loadedModel: string | undefined

  constructor(options: LinkOptions) {
    this.name = options.name
    this.client = options.client
    this.#options = options
    this.trust = new ServerBackoff({ clock: options.clock, pauseMs: options.timings.probe })
    this.#catalog = new CachedFetch({
      fetch: (signal) => this.ask((client) => this.#readCatalog(client, signal)),
      maxAgeMs: options.timings.catalog,
      timeoutMs: options.timings.catalogTimeout,
      clock: options.clock,
    })
  }

  /** The id that prompts are submitted under: events go to the socket that has it. */
  get clientId(): string {
    return this.#clientId
  }

  get reachable(): boolean {
    return this.#health.reachable
  }

  /** The server may be given work. */
  get available(): boolean {
    return (
      this.reachable && !this.#draining && !this.trust.isSuspect && this.#unstoppable.size === 0
    )
  }

  /** Id of our job that the server works on. */
  get current(): string | undefined {
    return this.#current
  }

  set current(jobId: string | undefined) {
    this.#current = jobId
    this.#options.onChange()
  }

  /** Number of other people's prompts on the server, as far as known. */
  get foreignLoad(): number {
    const own = this.#current === undefined ? 0 : 1
    return Math.max(0, (this.#queueRemaining ?? 0) - own)
  }

  /** Milliseconds since the server stopped answering; zero while it answers. */
  get downFor(): number {
    const { downSince } = this.#health
    return downSince === undefined ? 0 : this.#options.clock.monotonic() - downSince
  }

  /**
   * Steady clock of the moment since which the server's process is known to be the same one, for our socket to it is
   * open; infinite while that is not known.
   */
  get upSince(): number {
    return this.#upSince
  }

  /** Milliseconds until the next probe is due. */
  get probeDelay(): number {
    const { probe } = this.#options.timings
    if (this.#unstoppable.size > 0) return Math.min(probe, 1_000)
    const delay = probeDelay(this.#health, probe)
    return this.trust.isSuspect ? Math.min(delay, this.trust.pauseLeft) : delay
  }

  get devices(): readonly ServerDevice[] {
    return this.#devices
  }

  /** True when the last answer is recent enough; not when the socket has broken since. */
  isFresh(maxAgeMs: number): boolean {
    const { lastSeen, reachable } = this.#health
    return (
      reachable &&
      lastSeen !== undefined &&
      lastSeen.steady > this.#socketLostAt &&
      this.#options.clock.monotonic() - lastSeen.steady <= maxAgeMs
    )
  }

  get state(): ServerState {
    const { lastSeen } = this.#health
    const problem = this.#health.problem ?? this.trust.problem
    return {
      name: this.name,
      url: this.client.baseUrl,
      status: this.#status(),
      version: this.#version,
      queueRemaining: this.#queueRemaining,
      requestId: this.#current,
      lastSeenAt: lastSeen?.at,
      problem,
      devices: this.#devices,
    }
  }

  /** Keeps the socket open until the signal aborts. `clientId`: that of a submitted prompt, to get its events. */
  async listen({ signal, clientId }: { signal: AbortSignal; clientId?: string }): Promise<void> {
    this.#clientId = clientId ?? this.#clientId
    await using socket = this.client.connect({ signal, clientId: this.#clientId })
    this.#socket = socket
    for await (const event of socket) this.#hear(event)
  }

  /** Reopens a socket that is silent although it should not be. */
  reconnect(reason: string): void {
    this.#socket?.reconnect(reason)
  }

  /** Returns the function that unsubscribes. */
  subscribe(listener: (event: ComfyEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Asks the server, and updates its health by the outcome. */
  async ask<T>(question: (client: ComfyClient) => Promise<T>): Promise<T> {
    try {
      const answer = await question(this.client)
      this.#answered()
      return answer
    } catch (error) {
      if (error instanceof ComfyError && isServerFault(error)) this.#failed(error)
      throw error
    }
  }

  /** Probes the server now; never rejects. Concurrent calls share one probe. */
  probe(signal: AbortSignal): Promise<void> {
    this.#probing ??= this.#probe(signal).finally(() => {
      this.#probing = undefined
    })
    return this.#probing
  }

  catalog(options: { maxAgeMs?: number } = {}): Promise<Fetched<ServerCatalog>> {
    return this.#catalog.get(options)
  }

  /** The last answer was not a ComfyUI's. */
  get strange(): boolean {
    return this.#health.strange
  }

  /** The newest lists known, however old. */
  get knownCatalog(): ServerCatalog | undefined {
    return this.#catalog.known
  }

  setDraining(draining: boolean): void {
    this.#draining = draining
    this.#options.onChange()
  }

  /** Sets the prompts of ours that were told to stop and still run. */
  setUnstoppable(promptIds: readonly string[]): void {
    this.#unstoppable.clear()
    for (const id of promptIds) this.#unstoppable.add(id)
    this.#options.onChange()
  }

  get unstoppable(): ReadonlySet<string> {
    return this.#unstoppable
  }

  #status(): ServerStatus {
    if (!this.#health.known) return 'starting'
    if (!this.reachable) return 'unreachable'
    if (this.#unstoppable.size > 0) return 'stuck'
    if (this.#draining) return 'draining'
    if (this.trust.isSuspect) return 'suspect'
    return this.#current === undefined ? 'ready' : 'busy'
  }

  #hear(event: ComfyEvent): void {
    if (event.type === 'status') this.#queueRemaining = event.queueRemaining ?? this.#queueRemaining
    if (event.type === 'socket-open') {
      this.#answered()
      this.#upSince = this.#options.clock.monotonic()
    }
    if (event.type === 'socket-lost') {
      this.#socketLostAt = this.#options.clock.monotonic()
      this.#upSince = Number.POSITIVE_INFINITY
    }
    for (const listener of [...this.#listeners]) listener(event)
  }

  /** The signal is only a time limit. */
  async #readCatalog(client: ComfyClient, signal: AbortSignal): Promise<ServerCatalog> {
    try {
      return await readServerCatalog(client, this.#options.nodeClasses, { signal })
    } catch (error) {
      throw signal.aborted ? toComfyError(error, this.#options.timings.catalogTimeout) : error
    }
  }

  async #probe(signal: AbortSignal): Promise<void> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(this.#options.timings.probeTimeout)])
    try {
      const [stats, remaining] = await Promise.all([
        this.client.systemStats({ signal: limit }),
        this.client.queueRemaining({ signal: limit }),
      ])
      this.#version = stats.system.comfyuiVersion ?? ''
      this.#devices = stats.devices.map(({ name, type, vramTotal, vramFree }) => ({
        name,
        type,
        vramTotal,
        vramFree,
      }))
      this.#queueRemaining = remaining
      this.#answered()
    } catch (error) {
      if (!signal.aborted) this.#failed(toComfyError(error, this.#options.timings.probeTimeout))
    }
  }

  #answered(): void {
    const { clock, logger, onChange } = this.#options
    const was = this.#health
    this.#health = afterAnswer(clock.now(), clock.monotonic())
    if (was.reachable) return
    // The server may have been restarted, which mends a failed graphics card.
    this.trust.restored()
    logger.info({ server: this.name }, 'ComfyUI is reachable')
    onChange()
  }

  #failed(error: ComfyError): void {
    const { clock, logger, onChange } = this.#options
    const was = this.#health
    this.#health = afterFailure(was, error, clock.monotonic())
    if (this.#health.reachable || (was.known && !was.reachable)) return
    this.#queueRemaining = undefined
    logger.warn({ server: this.name, err: error }, 'ComfyUI is not reachable')
    onChange()
  }
}
