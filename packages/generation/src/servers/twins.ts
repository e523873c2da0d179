import { ComfyError } from '@darkroom/comfy-client'
import type { JobQueue } from '@darkroom/job-queue'
import { readAttempt } from '../job/attempt-record.ts'
import type { Logger } from '../options.ts'
import { isSameAddress } from './addresses.ts'
import type { ServerLink } from './server-link.ts'

/** So many times a prompt that runs on one server is looked for on another in vain: then they are two. */
const mostLooks = 3

export interface TwinsOptions {
  readonly links: readonly ServerLink[]
  readonly queue: JobQueue
  readonly logger: Logger
}

/**
 * Finds servers of the pool that are one ComfyUI under two names. Servers that say the same of themselves are suspected;
 * the same address proves it, or a prompt of ours that was given to one and is in the queue of the other.
 */
export class Twins {
  readonly #options: TwinsOptions
  /** Looks in vain, by pair. */
  readonly #looks = new Map<string, number>()

  constructor(options: TwinsOptions) {
    this.#options = options
  }

  /** Compares a server that has just answered with those before it in the pool. */
  async compare(link: ServerLink, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    const { links } = this.#options
    const original = links.find(({ name }) => name === link.twinOf)
    if (original !== undefined && isAlike(link, original)) return
    if (link.twinOf !== undefined) link.twinOf = undefined
    for (const other of links.slice(0, links.indexOf(link))) {
      if (!isAlike(link, other) || other.twinOf !== undefined) continue
      if (await this.#isSame(link, other, signal)) return this.#found(link, other)
    }
  }

  async #isSame(link: ServerLink, other: ServerLink, signal: AbortSignal): Promise<boolean> {
    if (await isSameAddress(link.client.baseUrl, other.client.baseUrl)) return true
    return (
      (await this.#shows(link, { of: other, signal })) ||
      (await this.#shows(other, { of: link, signal }))
    )
  }

  /** Whether a prompt that was given to the other one is in the server's queue. */
  async #shows(
    link: ServerLink,
    { of: other, signal }: { readonly of: ServerLink; readonly signal: AbortSignal },
  ): Promise<boolean> {
    const pair = `${link.name} ${other.name} ${link.identity}`
    const looks = this.#looks.get(pair) ?? 0
    const promptId = promptOn(other, this.#options.queue)
    if (promptId === undefined || looks >= mostLooks) return false
    try {
      const { running, pending } = await link.ask((client) => client.queue({ signal }))
      if ([...running, ...pending].some((prompt) => prompt.promptId === promptId)) return true
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ComfyError)) throw error
      return false
    }
    this.#looks.set(pair, looks + 1)
    return false
  }

  #found(link: ServerLink, original: ServerLink): void {
    link.twinOf = original.name
    this.#options.logger.warn(
      { server: link.name, sameAs: original.name },
      'Two addresses are the same ComfyUI; only the first is given work',
    )
  }
}

const isAlike = (link: ServerLink, other: ServerLink): boolean =>
  link.reachable && other.reachable && link.identity !== '' && link.identity === other.identity

/** The prompt that is known to be on the server. */
function promptOn(link: ServerLink, queue: JobQueue): string | undefined {
  const attempt = readAttempt(queue.get(link.current ?? '')?.checkpoint)
  return attempt?.open === true && attempt.seen && attempt.server === link.name
    ? attempt.promptId
    : undefined
}
