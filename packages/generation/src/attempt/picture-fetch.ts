import type { HistoryEntry } from '@darkroom/comfy-client'
import type { CollectOutcome } from '../collect/collect.ts'
import { CollectLimit } from '../collect/collect-limit.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { collectPrompt } from './collect-prompt.ts'
import type { LeasedJob } from './leased-job.ts'
import type { RunServices } from './run-services.ts'
import type { SubmittedPrompt } from './submitted-prompt.ts'

/** Fetches the pictures of one job's prompts, until the deadline or until the job is cancelled. */
export class PictureFetch {
  readonly #leased: LeasedJob
  readonly #link: ServerLink
  readonly #services: RunServices
  #limit: CollectLimit | undefined
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

  /** `entry`: how the prompt ended; without it, its pictures are looked for by their names. */
  async fetch(
    prompt: SubmittedPrompt,
    entry: HistoryEntry | undefined,
    signal: AbortSignal,
  ): Promise<CollectOutcome> {
    const { clock, timings } = this.#services
    using limit = new CollectLimit({
      timeoutMs: timings.timeout,
      cancelGraceMs: timings.cancelGrace,
      now: () => clock.monotonic(),
    })
    this.#limit = limit
    if (this.#isCancelled) limit.cancel()
    const [leased, link] = [this.#leased, this.#link]
    return await collectPrompt({ leased, prompt, entry, link, limit, signal }, this.#services)
  }
}
