import { ComfyError, type JsonObject } from '@darkroom/comfy-client'
import type { Clock } from '../options.ts'
import { CachedFetch } from '../servers/cached-fetch.ts'
import type { ServerLink } from '../servers/server-link.ts'

/** A request waits for it. */
const timeoutMs = 2_000

/** A file may be replaced by another of its name. */
const maxAgeMs = 10 * 60_000

/** The most headers of one server that are kept. */
const mostKept = 1_000

interface File {
  readonly folder: string
  readonly filename: string
}

/** The headers of model files, which tell the family more surely than names do. */
export class ModelHeaders {
  readonly #clock: Clock
  /** By server; the header asked for longest ago comes first. */
  readonly #known = new WeakMap<ServerLink, Map<string, CachedFetch<JsonObject>>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The metadata of the header; empty where there is none, and when the server does not say it in time. */
  async of(link: ServerLink, file: File): Promise<JsonObject> {
    try {
      return (await this.#fetch(link, file).get()).value
    } catch (error) {
      const isLate = error instanceof DOMException && error.name === 'TimeoutError'
      if (!isLate && !(error instanceof ComfyError)) throw error
      return {}
    }
  }

  #fetch(link: ServerLink, { folder, filename }: File): CachedFetch<JsonObject> {
    const headers = this.#known.get(link) ?? new Map<string, CachedFetch<JsonObject>>()
    this.#known.set(link, headers)
    const key = `${folder} ${filename}`
    const fetch =
      headers.get(key) ??
      new CachedFetch({
        fetch: async (signal) =>
          (await link.client.viewMetadata(folder, filename, { signal })) ?? {},
        maxAgeMs,
        timeoutMs,
        clock: this.#clock,
      })
    headers.delete(key)
    headers.set(key, fetch)
    for (const oldest of headers.keys()) {
      if (headers.size <= mostKept) break
      headers.delete(oldest)
    }
    return fetch
  }
}
