import type { HistoryEntry } from '@darkroom/comfy-client'
import { type CollectOutcome, missing } from '../collect/collect.ts'
import { CollectLimit } from '../collect/collect-limit.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { collectPrompt } from './collect-prompt.ts'
import type { LeasedJob } from './leased-job.ts'
import type { RunServices } from './run-services.ts'
import type { SubmittedPrompt } from './submitted-prompt.ts'

/** So often a download breaks, or does not begin, on a server that answers all else: then it has nothing for us. */
const mostBroken = 8

/** Fetches the pictures of one job's prompts, until the deadline or until the job is cancelled. */
export class PictureFetch implements Disposable {
  readonly #leased: LeasedJob
  readonly #link: ServerLink
  readonly #services: RunServices
  #promptId = ''
  /** Of all fetching for the prompt, however often it begins again. */
  #limit: CollectLimit | undefined
  #broken = 0
  #isCancelled: boolean

  constructor(leased: LeasedJob, link: ServerLink, services: RunServices) {
    this.#leased = leased
    this.#link = link
    this.#services = services
    this.#isCancelled = leased.lease.job.cancelRequested
  }

  cancel(): void {
    this.#isCancelled = true
    this.#limit?.cancel()
  }

  /** The server did not answer at all, which explains why downloads broke. */
  serverAway(): void {
    this.#broken = 0
  }

  /** `entry`: how the prompt ended; without it, its pictures are looked for by their names. */
  async fetch(
    prompt: SubmittedPrompt,
    entry: HistoryEntry | undefined,
    signal: AbortSignal,
  ): Promise<CollectOutcome> {
    const limit = this.#limitOf(prompt)
    if (this.#isCancelled) limit.cancel()
    const [leased, link] = [this.#leased, this.#link]
    const outcome = await collectPrompt(
      { leased, prompt, entry, link, limit, signal },
      this.#services,
    )
    if (outcome.state !== 'unreachable') return outcome
    this.#broken += 1
    return this.#broken < mostBroken
      ? outcome
      : missing('What was made cannot be fetched: its download breaks each time')
  }

  [Symbol.dispose](): void {
    this.#limit?.[Symbol.dispose]()
  }

  #limitOf({ promptId }: SubmittedPrompt): CollectLimit {
    if (this.#limit !== undefined && this.#promptId === promptId) return this.#limit
    this.#limit?.[Symbol.dispose]()
    const { clock, timings } = this.#services
    this.#promptId = promptId
    this.#broken = 0
    this.#limit = new CollectLimit({
      timeoutMs: timings.timeout,
      cancelGraceMs: timings.cancelGrace,
      now: () => clock.monotonic(),
    })
    return this.#limit
  }
}
