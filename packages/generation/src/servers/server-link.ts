import {
  type ComfyClient,
  ComfyError,
  type ComfyEvent,
  type ComfySocket,
} from '@darkroom/comfy-client'
import type { Clock, Logger, Timings } from '../options.ts'
import type { Fetched } from './cached-fetch.ts'
import { Driving } from './driving.ts'
import { probeDelay } from './health.ts'
import { type CatalogOptions, NodeDefinitions } from './node-definitions.ts'
import { Pulse } from './pulse.ts'
import { ServerBackoff } from './server-backoff.ts'
import { readDefinitionsWithin, type ServerCatalog } from './server-catalog.ts'
import { isServerFault } from './server-fault.ts'
import { askWhoItIs } from './server-identity.ts'
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
  readonly definitions: NodeDefinitions
  readonly driving: Driving = new Driving(() => this.#options.onChange())
  readonly #pulse: Pulse
  #version = ''
  #identity = ''
  #devices: readonly ServerDevice[] = []
  #queueRemaining: number | undefined
  #probing: Promise<void> | undefined
  #socket: ComfySocket | undefined
  #clientId: string = crypto.randomUUID()
  #wasSocketLost = false
  #current: string | undefined
  #draining = false
  readonly #unstoppable = new Set<string>()
  /** The name of the server that this one is too. */
  #twinOf: string | undefined
  /** The names of files that are on the server, as far as is known; another set when it may be another process. */
  placed: Set<string> = new Set()
  /** The model of the last prompt that the server ran for us. */
  loadedModel: string | undefined

  constructor(options: LinkOptions) {
    this.name = options.name
    this.client = options.client
    this.#options = options
    const { clock, logger, onChange, timings } = options
    this.trust = new ServerBackoff({ clock, pauseMs: timings.probe })
    this.#pulse = new Pulse({
      clock,
      onUp: () => {
        // The server may have been restarted, which mends a failed graphics card.
        this.trust.restored()
        this.#mayBeAnother()
        logger.info({ server: this.name }, 'ComfyUI is reachable')
        onChange()
      },
      onDown: (error) => {
        this.#queueRemaining = undefined
        logger.warn({ server: this.name, err: error }, 'ComfyUI is not reachable')
        onChange()
      },
      onSilence: onChange,
    })
    this.definitions = new NodeDefinitions({
      standing: options.nodeClasses,
      read: (nodeClasses, limit) =>
        this.ask((client) => readDefinitionsWithin(client, nodeClasses, { limit, timings })),
      maxAgeMs: timings.catalog,
      timeoutMs: timings.catalogTimeout,
      clock,
    })
  }

  /** The id that prompts are submitted under: events go to the socket that has it. */
  get clientId(): string {
    return this.#clientId
  }

  get reachable(): boolean {
    return this.#pulse.health.reachable
  }

  /** The server may be given work. */
  get available(): boolean {
    return (
      this.reachable &&
      this.#twinOf === undefined &&
      !this.#draining &&
      !this.trust.isSuspect &&
      this.#unstoppable.size === 0
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

  /** Signs of life of the server. */
  get pulse(): Pick<Pulse, 'downFor' | 'refusedFor' | 'isSilent' | 'upSince' | 'health'> {
    return this.#pulse
  }

  /** Milliseconds until the next probe is due. */
  get probeDelay(): number {
    const { probe } = this.#options.timings
    if (this.#unstoppable.size > 0) return Math.min(probe, 1_000)
    const delay = probeDelay(this.#pulse.health, probe)
    return this.trust.isSuspect ? Math.min(delay, this.trust.pauseLeft) : delay
  }

  get devices(): readonly ServerDevice[] {
    return this.#devices
  }

  /** True when the last answer is recent enough; not when the socket has broken since. */
  isFresh(maxAgeMs: number): boolean {
    return this.#pulse.isFresh(maxAgeMs)
  }

  get state(): ServerState {
    const { lastSeen, problem } = this.#pulse.health
    return {
      name: this.name,
      url: this.client.baseUrl,
      status: this.status,
      version: this.#version,
      queueRemaining: this.#queueRemaining,
      requestId: this.#current,
      lastSeenAt: lastSeen?.at,
      problem: problem ?? this.trust.problem,
      devices: this.#devices,
      sameAs: this.#twinOf,
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
      this.#pulse.answered()
      return answer
    } catch (error) {
      if (error instanceof ComfyError && isServerFault(error)) this.#pulse.failed(error)
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

  catalog(options: CatalogOptions = {}): Promise<Fetched<ServerCatalog>> {
    return this.definitions.get(options)
  }

  /** The last answer was not a ComfyUI's. */
  get strange(): boolean {
    return this.#pulse.health.strange
  }

  /** The lists that are known may be those of another process than the one that answers now. */
  get isCatalogOutdated(): boolean {
    return this.definitions.isExpired
  }

  /** The newest lists known, however old. */
  get knownCatalog(): ServerCatalog | undefined {
    return this.definitions.known
  }

  get twinOf(): string | undefined {
    return this.#twinOf
  }

  set twinOf(name: string | undefined) {
    this.#twinOf = name
    this.#options.onChange()
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

  /** What the server says of itself that stays the same while its process lives; `''` before it answered. */
  get identity(): string {
    return this.#identity
  }

  get status(): ServerStatus {
    if (!this.#pulse.health.known) return 'starting'
    if (!this.reachable) return 'unreachable'
    if (this.#twinOf !== undefined) return 'duplicate'
    if (this.#unstoppable.size > 0) return 'stuck'
    if (this.#draining) return 'draining'
    if (this.trust.isSuspect) return 'suspect'
    return this.#current === undefined ? 'ready' : 'busy'
  }

  #hear(event: ComfyEvent): void {
    if (event.type === 'status') this.#queueRemaining = event.queueRemaining ?? this.#queueRemaining
    if (event.type === 'socket-open') this.#pulse.socketOpened()
    if (event.type !== 'socket-lost') this.#pulse.heard()
    else {
      this.#pulse.socketLost()
      this.#wasSocketLost = true
    }
    const hasBroken = event.type === 'socket-lost' || event.type === 'socket-open'
    if (hasBroken && this.#wasSocketLost) this.#mayBeAnother()
    for (const listener of [...this.#listeners]) listener(event)
  }

  async #probe(signal: AbortSignal): Promise<void> {
    try {
      const { identity, ...answer } = await askWhoItIs(this.client, {
        signal,
        timeoutMs: this.#options.timings.probeTimeout,
      })
      if (this.#identity !== '' && this.#identity !== identity) this.#mayBeAnother()
      this.#identity = identity
      this.#version = answer.version
      this.#devices = answer.devices
      this.#queueRemaining = answer.queueRemaining
      this.#pulse.answered()
    } catch (error) {
      if (!(error instanceof ComfyError)) throw error
      if (!signal.aborted) this.#pulse.failed(error)
    }
  }

  /** Forgets what was learnt of the process that answered before: another, of another version, may be there now. */
  #mayBeAnother(): void {
    this.definitions.expire()
    this.placed = new Set()
    this.loadedModel = undefined
  }
}
