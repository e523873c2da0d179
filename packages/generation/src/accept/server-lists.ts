import type { Pool } from '../servers/pool.ts'
import type { ServerCatalog } from '../servers/server-catalog.ts'
import type { ServerLink } from '../servers/server-link.ts'

type Catalogs = ReadonlyMap<ServerLink, ServerCatalog>

/** What the servers say while jobs are checked together: they are asked once for all of them. */
export class ServerLists {
  readonly #pool: Pick<Pool, 'catalogs' | 'isReachable'>
  readonly #catalogs = new Map<number | undefined, Map<unknown, Promise<Catalogs>>>()
  #reachable: Promise<boolean> | undefined

  constructor(pool: Pick<Pool, 'catalogs' | 'isReachable'>) {
    this.#pool = pool
  }

  isReachable(): Promise<boolean> {
    this.#reachable ??= this.#pool.isReachable()
    return this.#reachable
  }

  /** The lists of all servers, for these node classes besides the usual ones. */
  catalogs(nodeClasses: readonly string[], maxAgeMs: number | undefined): Promise<Catalogs> {
    const ofAge = this.#catalogs.get(maxAgeMs) ?? new Map<unknown, Promise<Catalogs>>()
    this.#catalogs.set(maxAgeMs, ofAge)
    const key = nodeClasses.length === 0 ? 'usual' : nodeClasses
    const asked =
      ofAge.get(key) ??
      this.#pool.catalogs({ nodeClasses, ...(maxAgeMs === undefined ? {} : { maxAgeMs }) })
    ofAge.set(key, asked)
    return asked
  }
}
