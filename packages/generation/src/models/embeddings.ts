import { ComfyError } from '@darkroom/comfy-client'
import type { Clock } from '../options.ts'
import { CachedFetch } from '../servers/cached-fetch.ts'
import type { ServerLink } from '../servers/server-link.ts'

const timeoutMs = 5_000
const maxAgeMs = 60_000

/** The embeddings of servers, which no node lists; named as prompts have them, without extension. */
export class Embeddings {
  readonly #clock: Clock
  readonly #known = new WeakMap<ServerLink, CachedFetch<readonly string[]>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** None when the server does not say. */
  async of(
    link: ServerLink,
    { refresh }: { readonly refresh: boolean },
  ): Promise<readonly string[]> {
    try {
      return (await this.#fetch(link).get(refresh ? { maxAgeMs: 0 } : {})).value
    } catch (error) {
      const isLate = error instanceof DOMException && error.name === 'TimeoutError'
      if (!isLate && !(error instanceof ComfyError)) throw error
      return []
    }
  }

  #fetch(link: ServerLink): CachedFetch<readonly string[]> {
    const known =
      this.#known.get(link) ??
      new CachedFetch({
        fetch: (signal) => link.client.embeddings({ signal }),
        maxAgeMs,
        timeoutMs,
        clock: this.#clock,
      })
    this.#known.set(link, known)
    return known
  }
}
