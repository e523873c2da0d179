import { ComfyError, ComfyResponseError, type JsonObject } from '@darkroom/comfy-client'
import type { Clock } from '../options.ts'
import { CachedFetch } from '../servers/cached-fetch.ts'
import type { ServerLink } from '../servers/server-link.ts'

/** Milliseconds allowed for reading the header of one model file, or the list of embeddings. */
const timeoutMs = 5_000

/** A file may be replaced by another of its name. */
const headerAgeMs = 10 * 60_000
const embeddingsAgeMs = 60_000

/** The most headers of one server that are kept. */
const mostHeaders = 1_000

interface Known {
  readonly embeddings: CachedFetch<readonly string[]>
  /** By folder and name; the one read longest ago comes first. */
  readonly headers: Map<string, CachedFetch<JsonObject>>
}

/** What servers tell of their model files besides the lists of their loaders. */
export class ServerFiles {
  readonly #clock: Clock
  readonly #known = new WeakMap<ServerLink, Known>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The names of the server's embeddings as prompts have them, without extension; none when it does not say. */
  async embeddings(
    link: ServerLink,
    { refresh = false }: { readonly refresh?: boolean } = {},
  ): Promise<readonly string[]> {
    try {
      const { embeddings } = this.#of(link)
      return (await embeddings.get(refresh ? { maxAgeMs: 0 } : {})).value
    } catch (error) {
      if (!isFailure(error)) throw error
      return []
    }
  }

  /**
   * The metadata in the header of a model file; empty where it has none or is damaged.
   * @returns undefined when the server does not answer in time
   */
  async header(
    link: ServerLink,
    { folder, filename }: { readonly folder: string; readonly filename: string },
  ): Promise<JsonObject | undefined> {
    const { headers } = this.#of(link)
    const key = `${folder} ${filename}`
    const fetch = headers.get(key) ?? this.#headerFetch(link, { folder, filename })
    headers.delete(key)
    headers.set(key, fetch)
    for (const oldest of headers.keys()) {
      if (headers.size <= mostHeaders) break
      headers.delete(oldest)
    }
    try {
      return (await fetch.get()).value
    } catch (error) {
      if (!isFailure(error)) throw error
      return undefined
    }
  }

  #of(link: ServerLink): Known {
    const known = this.#known.get(link) ?? {
      embeddings: new CachedFetch({
        fetch: (signal) => link.client.embeddings({ signal }),
        maxAgeMs: embeddingsAgeMs,
        timeoutMs,
        clock: this.#clock,
      }),
      headers: new Map(),
    }
    this.#known.set(link, known)
    return known
  }

  #headerFetch(
    { client }: ServerLink,
    { folder, filename }: { readonly folder: string; readonly filename: string },
  ): CachedFetch<JsonObject> {
    return new CachedFetch({
      fetch: async (signal) => {
        try {
          return (await client.viewMetadata(folder, filename, { signal })) ?? {}
        } catch (error) {
          // ComfyUI fails on a damaged file: that leaves its header unknown and says nothing about the server.
          if (error instanceof ComfyResponseError) return {}
          throw error
        }
      },
      maxAgeMs: headerAgeMs,
      timeoutMs,
      clock: this.#clock,
    })
  }
}

/** The server's failure, or the time limit. */
const isFailure = (error: unknown): boolean =>
  error instanceof ComfyError || (error instanceof DOMException && error.name === 'TimeoutError')
