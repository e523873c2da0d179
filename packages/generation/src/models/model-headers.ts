import { ComfyError, type JsonObject } from '@darkroom/comfy-client'
import type { Clock } from '../options.ts'
import { CachedFetch } from '../servers/cached-fetch.ts'
import type { ServerLink } from '../servers/server-link.ts'

/** A request waits for it. */
const timeoutMs = 2_000

/** A file may be replaced by another of its name. */
const maxAgeMs = 10 * 60_000

/** A server that does not tell a header is not asked for it again so soon. */
const silenceMs = 60_000

/** The most headers of one server that are kept. */
const mostKept = 1_000

/** A file, and a server that has it. */
export interface FilePlace {
  readonly link: Pick<ServerLink, 'client'>
  readonly folder: string
  readonly filename: string
}

interface Header {
  readonly fetch: CachedFetch<JsonObject>
  /** How the last fetch failed, and when. */
  failure?: { readonly error: unknown; readonly at: number } | undefined
}

/** The headers of model files, which tell the family more surely than names do. */
export class ModelHeaders {
  readonly #clock: Clock
  /** By server; the header asked for longest ago comes first. */
  readonly #known = new WeakMap<FilePlace['link'], Map<string, Header>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * The metadata of the header of a file that lies in several places, as the first server tells that answers; empty where
   * there is none, and when no server says it in time.
   */
  async first(places: readonly FilePlace[]): Promise<JsonObject> {
    try {
      return await Promise.any(places.map((place) => this.#of(place)))
    } catch (error) {
      if (!(error instanceof AggregateError)) throw error
      const odd = error.errors.filter((one) => !isSilence(one))
      if (odd.length > 0) throw odd[0]
      return {}
    }
  }

  async #of(place: FilePlace): Promise<JsonObject> {
    const header = this.#header(place)
    const { failure } = header
    if (failure !== undefined && this.#clock.monotonic() - failure.at < silenceMs) {
      throw failure.error
    }
    try {
      const { value } = await header.fetch.get()
      header.failure = undefined
      return value
    } catch (error) {
      if (isSilence(error)) header.failure = { error, at: this.#clock.monotonic() }
      throw error
    }
  }

  #header({ link, folder, filename }: FilePlace): Header {
    const headers = this.#known.get(link) ?? new Map<string, Header>()
    this.#known.set(link, headers)
    const key = `${folder} ${filename}`
    const header = headers.get(key) ?? {
      fetch: new CachedFetch({
        fetch: async (signal) =>
          (await link.client.viewMetadata(folder, filename, { signal })) ?? {},
        maxAgeMs,
        timeoutMs,
        clock: this.#clock,
      }),
    }
    headers.delete(key)
    headers.set(key, header)
    for (const oldest of headers.keys()) {
      if (headers.size <= mostKept) break
      headers.delete(oldest)
    }
    return header
  }
}

const isSilence = (error: unknown): boolean =>
  error instanceof ComfyError || (error instanceof DOMException && error.name === 'TimeoutError')
