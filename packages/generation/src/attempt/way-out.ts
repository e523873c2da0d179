import type { JobError } from '@darkroom/job-queue'
import type { AttemptRecord } from '../job/attempt-record.ts'
import { closed } from '../job/next-attempt.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { type EndReason, maxFaults } from './decide.ts'
import { endError } from './judge-failure.ts'
import type { LeasedJob } from './leased-job.ts'
import type { RunServices } from './run-services.ts'

const refusedText = 'It fails whenever it is handed a job'

/** The ways in which one lease of a job is over: the job has ended, or goes back into the queue. */
export class WayOut {
  readonly #leased: LeasedJob
  readonly #link: ServerLink
  readonly #services: RunServices

  constructor(leased: LeasedJob, link: ServerLink, services: RunServices) {
    this.#leased = leased
    this.#link = link
    this.#services = services
  }

  async end(reason: EndReason, record: AttemptRecord | undefined): Promise<'over'> {
    const error = endError(reason, {
      server: record?.server ?? this.#link.name,
      timeoutMs: this.#services.timings.timeout,
    })
    if (reason === 'refused') await this.distrust()
    if (error !== undefined) return this.fail(error)
    await this.#leased.cancelled()
    return 'over'
  }

  async fail(error: JobError): Promise<'over'> {
    await this.#leased.fail(error)
    return 'over'
  }

  async giveBack(reason: string, delayMs?: number): Promise<'over'> {
    await this.#leased.giveBack(reason, delayMs)
    return 'over'
  }

  /** Another server may still do what this one refused; or this one later, if that `mayPass`. */
  async refused(
    record: AttemptRecord,
    { error, mayPass }: { readonly error: JobError; readonly mayPass: boolean },
  ): Promise<'over'> {
    const next = closed(record, 'refused')
    const isHopeless =
      !mayPass && this.#services.elsewhere(this.#leased.jobId, this.#link) === 'none'
    if (mayPass) await this.distrust(error.message)
    if (isHopeless || next.faults >= maxFaults) return this.fail(error)
    await this.#leased.write(next)
    return mayPass ? this.giveBackRefused(next) : this.giveBack('refused')
  }

  /** The longer, the more often servers failed at the job. */
  giveBackRefused({ faults }: AttemptRecord): Promise<'over'> {
    const { backoff } = this.#services.timings
    return this.giveBack('refused', Math.min(backoff * 2 ** (faults - 1), 30_000))
  }

  /** Counts a failure of the server; one that fails at one job after another gets none for a while. */
  async distrust(problem: string = refusedText): Promise<void> {
    const { name, trust } = this.#link
    trust.faulted(problem)
    if (!trust.isSuspect) return
    this.#services.logger.warn({ server: name, problem }, 'It fails at one job after another')
    await this.#leased.tryAsk((client) => client.free({ unloadModels: true, freeMemory: true }))
  }

  /** Gives the prompt up. A server that answers gets no work until it stops it; any other is swept when it returns. */
  abandon({ promptId }: AttemptRecord): void {
    if (this.#link.reachable) this.#link.setUnstoppable([...this.#link.unstoppable, promptId])
  }
}
