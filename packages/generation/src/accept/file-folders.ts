import type { Clock } from '../options.ts'
import { CachedFetch } from '../servers/cached-fetch.ts'
import type { Pool } from '../servers/pool.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { type Folders, foldersOfKinds } from './kind-of-file.ts'

/** Whoever names one wrong file after another does not have all lists read each time. */
const maxAgeMs = 10_000
const timeoutMs = 2_000

/** The files of the servers' folders, which are read only when a name was missed. */
export class FileFolders {
  readonly #pool: Pool
  readonly #clock: Clock
  readonly #known = new WeakMap<ServerLink, CachedFetch<Folders>>()

  constructor({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }) {
    this.#pool = pool
    this.#clock = clock
  }

  /** What the servers that answer in time have; it only makes a message better, so failures pass. */
  async read(): Promise<readonly Folders[]> {
    const found = await Promise.allSettled(
      this.#pool.reachable.map(async (link) => (await this.#of(link).get()).value),
    )
    return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  }

  #of(link: ServerLink): CachedFetch<Folders> {
    const fetch = this.#known.get(link) ?? this.#create(link)
    this.#known.set(link, fetch)
    return fetch
  }

  #create({ client }: ServerLink): CachedFetch<Folders> {
    return new CachedFetch({
      fetch: async (signal) => {
        const offered = await client.modelFolders({ signal })
        const wanted = foldersOfKinds.filter((folder) => offered.includes(folder))
        const lists = await Promise.all(
          wanted.map(async (folder) => (await client.models(folder, { signal })) ?? []),
        )
        return new Map(wanted.map((folder, index) => [folder, lists[index] ?? []]))
      },
      maxAgeMs,
      timeoutMs,
      clock: this.#clock,
    })
  }
}
