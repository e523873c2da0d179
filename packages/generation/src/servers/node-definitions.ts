import { readNodeCatalog } from '@darkroom/comfy-graph'
import type { Clock } from '../options.ts'
import { CachedFetch, type Fetched } from './cached-fetch.ts'
import type { Definitions, ServerCatalog } from './server-catalog.ts'

export interface CatalogOptions {
  readonly maxAgeMs?: number | undefined
  /** Node classes that are wanted besides the standing ones, and whose age matters too. */
  readonly nodeClasses?: readonly string[] | undefined
}

export interface NodeDefinitionsOptions {
  /** Classes whose lists are always wanted. */
  readonly standing: readonly string[]
  readonly read: (nodeClasses: readonly string[], signal: AbortSignal) => Promise<Definitions>
  readonly maxAgeMs: number
  readonly timeoutMs: number
  readonly clock: Clock
}

/** The most classes that are remembered besides the standing ones: those of many graphs. */
const mostAsked = 1_000

/** Whether an address can hold the name as it is. No server has a class with another one, so it is absent without asking. */
const isAskable = (name: string): boolean =>
  name.isWellFormed() && name.length <= 300 && !['', '.', '..'].includes(name)

interface Asked {
  /** When the server was asked; undefined before. */
  readonly at: number | undefined
  readonly definition: Definitions
}

const notYet: Asked = { at: undefined, definition: {} }

/** The node classes of one server: some that are always wanted, and those of the graphs that it is to run. */
export class NodeDefinitions {
  readonly #options: NodeDefinitionsOptions
  readonly #standing: CachedFetch<Definitions>
  /** By class; the one asked for longest ago comes first. */
  readonly #asked = new Map<string, Asked>()
  /** The catalog of all definitions, made anew when one changes. */
  #joined: { readonly standing: Definitions; readonly catalog: ServerCatalog } | undefined

  constructor(options: NodeDefinitionsOptions) {
    const { standing, read, maxAgeMs, timeoutMs, clock } = options
    this.#options = options
    this.#standing = new CachedFetch({
      fetch: (signal) => read(standing, signal),
      maxAgeMs,
      timeoutMs,
      clock,
    })
  }

  /** The newest definitions, however old; undefined before the first. */
  get known(): ServerCatalog | undefined {
    const standing = this.#standing.known
    if (standing === undefined) return undefined
    if (this.#joined?.standing === standing) return this.#joined.catalog
    const asked = [...this.#asked.values()].map(({ definition }) => definition)
    const catalog = readNodeCatalog(Object.assign({}, ...asked, standing))
    this.#joined = { standing, catalog }
    return catalog
  }

  /** What is known may be of another process than the one that answers now. */
  get isExpired(): boolean {
    return this.#standing.isExpired
  }

  /** Has everything asked for anew when it is needed next. */
  expire(): void {
    this.#standing.expire()
    for (const [name, { definition }] of this.#asked) {
      this.#asked.set(name, { at: undefined, definition })
    }
  }

  /** Whether the server was asked for all these classes, whether it has them or not. */
  knows(nodeClasses: readonly string[]): boolean {
    return nodeClasses.every(
      (name) =>
        !isAskable(name) ||
        this.#options.standing.includes(name) ||
        this.#asked.get(name)?.at !== undefined,
    )
  }

  /** Asks for these classes too, the next time. */
  expect(nodeClasses: readonly string[]): void {
    for (const name of nodeClasses) {
      if (this.#options.standing.includes(name) || !isAskable(name)) continue
      const known = this.#asked.get(name) ?? notYet
      this.#asked.delete(name)
      this.#asked.set(name, known)
    }
    // One graph's classes stay together, however many they are.
    const most = Math.max(mostAsked, nodeClasses.length)
    for (const name of this.#asked.keys()) {
      if (this.#asked.size <= most) break
      this.#asked.delete(name)
    }
  }

  /** Rejects only when asking fails and never succeeded. */
  async get({
    maxAgeMs = this.#options.maxAgeMs,
    nodeClasses = [],
  }: CatalogOptions = {}): Promise<Fetched<ServerCatalog>> {
    this.expect(nodeClasses)
    const { value: standing, stale } = await this.#standing.get({ maxAgeMs })
    try {
      await this.#ask(nodeClasses, maxAgeMs)
    } catch (error) {
      if (!this.knows(nodeClasses)) throw error
    }
    return { value: this.known ?? readNodeCatalog(standing), stale }
  }

  /** What is known of these classes, as the server told it; a class that it lacks is absent. */
  told(nodeClasses: readonly string[]): Definitions {
    const standing = this.#standing.known ?? {}
    const told: [string, Definitions[string]][] = []
    for (const name of nodeClasses) {
      const asked = this.#asked.get(name)?.definition ?? {}
      const known = Object.hasOwn(standing, name) ? standing : asked
      // A class of that name may be wanted: `constructor` is a property of every object.
      const definition = Object.hasOwn(known, name) ? known[name] : undefined
      if (definition !== undefined) told.push([name, definition])
    }
    return Object.fromEntries(told)
  }

  async #ask(nodeClasses: readonly string[], maxAgeMs: number): Promise<void> {
    const now = this.#options.clock.monotonic()
    const due = nodeClasses.filter((name) => {
      const asked = this.#asked.get(name)
      return asked !== undefined && (asked.at === undefined || now - asked.at >= maxAgeMs)
    })
    await this.#read(due)
    // Classes that others wait for are asked for on the way; that one of them cannot be had is no failure of this question.
    const others = [...this.#asked].flatMap(([name, { at }]) => (at === undefined ? [name] : []))
    await this.#read(others).catch(() => undefined)
  }

  async #read(due: readonly string[]): Promise<void> {
    if (due.length === 0) return
    const { clock, read, timeoutMs } = this.#options
    const at = clock.monotonic()
    const found = await read(due, AbortSignal.timeout(timeoutMs))
    for (const name of due) {
      const definition = Object.hasOwn(found, name) ? { [name]: found[name] ?? {} } : {}
      this.#asked.set(name, { at, definition })
    }
    this.#joined = undefined
  }
}
