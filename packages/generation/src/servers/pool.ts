import { setTimeout as delay } from 'node:timers/promises'
import { ComfyError } from '@darkroom/comfy-client'
import { Wake } from '@darkroom/foundation'
import { ComfyAnswerError, ComfyUnavailableError, NotFoundError } from '../errors.ts'
import type { Clock, Logger, PoolServer, Timings } from '../options.ts'
import { adviceFor } from './advice.ts'
import type { CatalogOptions } from './node-definitions.ts'
import type { Definitions, ServerCatalog } from './server-catalog.ts'
import { ServerLink } from './server-link.ts'
import type { ServerState } from './server-state.ts'

export interface PoolOptions {
  readonly servers: readonly PoolServer[]
  /** Node classes whose lists are read from each server. */
  readonly nodeClasses: readonly string[]
  readonly clock: Clock
  readonly timings: Timings
  readonly logger: Logger
  /** Called when the choice of jobs for servers may have changed. */
  readonly onChange: () => void
  /** Called when a server has just become reachable. */
  readonly sweep: (
    link: ServerLink,
    options: { readonly signal: AbortSignal; readonly history: boolean },
  ) => Promise<void>
  /** Called after each answer of a server to a probe: it may be another one of the pool too. */
  readonly compare: (link: ServerLink, options: { readonly signal: AbortSignal }) => Promise<void>
}

/** Longest wait at the start for servers that do not answer; they join when they do. */
const patience = 1_000

/** All servers, each with its socket open and its health watched. */
export class Pool implements AsyncDisposable {
  readonly links: readonly ServerLink[]
  readonly #options: PoolOptions
  readonly #closing = new AbortController()
  readonly #wakes = new Map<ServerLink, Wake>()
  #watching: Promise<unknown> = Promise.resolve()

  constructor(options: PoolOptions) {
    const { nodeClasses, clock, timings, logger } = options
    this.#options = options
    this.links = options.servers.map(
      ({ name, client }) =>
        new ServerLink({
          name,
          client,
          nodeClasses,
          clock,
          timings,
          logger,
          onChange: () => this.#changed(),
        }),
    )
    for (const link of this.links) this.#wakes.set(link, new Wake())
  }

  /**
   * Resolves when every server has answered or failed to, and those that answered are swept; does not wait for servers
   * that take long. `clientIdOf`: the id under which a prompt was submitted that a server still has.
   */
  async start(clientIdOf: (server: string) => string | undefined): Promise<void> {
    const { signal } = this.#closing
    const firsts = this.links.map(() => Promise.withResolvers<void>())
    this.#watching = Promise.allSettled(
      this.links.flatMap((link, index) => [
        this.#listen(link, clientIdOf(link.name)),
        this.#watch(link, () => firsts[index]?.resolve()),
      ]),
    )
    const all = Promise.all(firsts.map(({ promise }) => promise))
    await Promise.race([
      all,
      delay(patience, undefined, { signal, ref: false }).catch(() => undefined),
    ])
  }

  get states(): readonly ServerState[] {
    return this.links.map(({ state }) => state)
  }

  get reachable(): readonly ServerLink[] {
    return this.links.filter(({ reachable }) => reachable)
  }

  link(name: string): ServerLink {
    const found = this.links.find((link) => link.name === name)
    if (found === undefined) throw new NotFoundError('server', name)
    return found
  }

  async probe(): Promise<void> {
    await Promise.all(this.links.map((link) => link.probe(this.#closing.signal)))
  }

  /** Whether any server answers; asked anew unless one did just now. */
  async isReachable(): Promise<boolean> {
    const { healthFresh } = this.#options.timings
    if (this.links.some((link) => link.isFresh(healthFresh))) return true
    await this.probe()
    return this.reachable.length > 0
  }

  /** The lists of the reachable servers; the former list of one that fails to answer. */
  async catalogs(options: CatalogOptions = {}): Promise<ReadonlyMap<ServerLink, ServerCatalog>> {
    // A server that is away now is asked when it is back.
    this.expectClasses(options.nodeClasses ?? [])
    const found = await Promise.all(
      this.links.map(async (link) => {
        try {
          if (!link.reachable) return [link, link.knownCatalog] as const
          return [link, (await link.catalog(options)).value] as const
        } catch (error) {
          if (!(error instanceof ComfyError)) throw error
          return [link, undefined] as const
        }
      }),
    )
    return new Map(found.flatMap(([link, catalog]) => (catalog ? [[link, catalog]] : [])))
  }

  /**
   * What each server says of these node classes, by the server's name; of one that does not answer, what it said before.
   * @throws ComfyUnavailableError, ComfyAnswerError when nothing is known of any
   */
  async definitions(nodeClasses: readonly string[]): Promise<ReadonlyMap<string, Definitions>> {
    const catalogs = await this.catalogs({ nodeClasses })
    const known = [...catalogs.keys()].filter(({ definitions }) => definitions.knows(nodeClasses))
    if (known.length === 0) throw this.noAnswer()
    return new Map(known.map(({ name, definitions }) => [name, definitions.told(nodeClasses)]))
  }

  /** Asks the servers for these node classes too when they are asked next. */
  expectClasses(nodeClasses: readonly string[]): void {
    for (const link of this.links) link.definitions.expect(nodeClasses)
  }

  /** The error when no server answers that is needed: it says of each what is wrong, and what to do about the first. */
  noAnswer(): ComfyAnswerError | ComfyUnavailableError {
    const silent = this.links.filter(({ reachable }) => !reachable)
    const links = silent.length === 0 ? this.links : silent
    const states = links.map(({ state }) => state)
    const problems = states.map(({ url, problem = 'it does not answer' }) =>
      problem.includes(url) ? problem : `ComfyUI at ${url}: ${problem}`,
    )
    const message = [...new Set(problems)].join('; ')
    const troubles = links.map(({ pulse }) => pulse.health.trouble)
    const hint = adviceFor(troubles.find((trouble) => trouble !== undefined))
    if (links.every(({ strange }) => strange)) return new ComfyAnswerError(message, { hint })
    return new ComfyUnavailableError(message, { retryAfterSeconds: 5, hint })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort()
    await this.#watching
  }

  #changed(): void {
    for (const wake of this.#wakes.values()) wake.wake()
    this.#options.onChange()
  }

  /** Keeps the socket open. The client reconnects by itself; only closing ends it. */
  async #listen(link: ServerLink, clientId: string | undefined): Promise<void> {
    const { signal } = this.#closing
    try {
      await link.listen({ signal, ...(clientId === undefined ? {} : { clientId }) })
    } catch (error) {
      if (signal.aborted) return
      this.#options.logger.error({ server: link.name, err: error }, 'Listening ended')
    }
  }

  async #watch(link: ServerLink, onFirst: () => void): Promise<void> {
    const { signal } = this.#closing
    let wasReachable = false
    try {
      for (;;) {
        await link.probe(signal)
        await this.#tend(link, !wasReachable)
        wasReachable = link.reachable
        onFirst()
        await this.#untilDue(link, wasReachable)
      }
    } catch (error) {
      if (signal.aborted) return
      this.#options.logger.error({ server: link.name, err: error }, 'Watching ended')
    } finally {
      onFirst()
    }
  }

  /** Waits for the next probe; only a change of this server's reachability cuts the wait short. */
  async #untilDue(link: ServerLink, wasReachable: boolean): Promise<void> {
    const { clock } = this.#options
    const due = clock.monotonic() + link.probeDelay
    for (let left = link.probeDelay; left > 0; left = due - clock.monotonic()) {
      await this.#wakes.get(link)?.wait(left, this.#closing.signal)
      if (link.reachable !== wasReachable || (link.reachable && link.driving.isUnswept)) return
    }
  }

  /** Regular questions to a server besides the probe. */
  async #tend(link: ServerLink, isNew: boolean): Promise<void> {
    if (!link.reachable) return
    const { signal } = this.#closing
    try {
      await this.#options.compare(link, { signal })
      if (link.knownCatalog === undefined || link.isCatalogOutdated) await link.catalog()
      const left = link.current === undefined && link.foreignLoad > 0
      if (
        link.driving.isOurs &&
        (isNew || left || link.driving.isUnswept || link.unstoppable.size > 0)
      ) {
        await this.#options.sweep(link, { signal, history: isNew || link.driving.isUnswept })
        link.driving.swept()
      }
      this.#options.onChange()
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ComfyError)) throw error
      this.#options.logger.warn({ server: link.name, err: error }, 'ComfyUI answered only in part')
    }
  }
}
