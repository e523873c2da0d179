import { hasEnded, type Job } from '@darkroom/door-ports'

/** The most jobs that are remembered: far more than run at a time. */
const mostJobs = 1000

/** Which jobs were asked to stop and have not, until the house itself tells it of them. */
export class Canceling {
  readonly #ids = new Set<string>()

  add(id: string): void {
    this.#ids.add(id)
    const [oldest] = this.#ids
    if (this.#ids.size > mostJobs && oldest !== undefined) this.#ids.delete(oldest)
  }

  has(job: Job): boolean {
    if (hasEnded(job)) this.#ids.delete(job.id)
    return this.#ids.has(job.id)
  }
}
