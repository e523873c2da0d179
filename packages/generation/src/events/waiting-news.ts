import type { JobView } from '../job/job-view.ts'
import type { Clock } from '../options.ts'
import type { WaitingEvent } from './generation-event.ts'

/** Milliseconds between two looks at what jobs wait for: many things change together when a server comes or goes. */
const spacing = 200
/** After a look, there is none for this many times as long as it took. */
const restFactor = 20

/** Tells one listener when a job waits for something else than it was told last. */
export class WaitingNews {
  readonly #clock: Pick<Clock, 'monotonic'>
  /** What was told last, by job. */
  readonly #told = new Map<string, string>()
  #nextAt = Number.NEGATIVE_INFINITY
  /** At first, too: a listener that comes back may have missed such news, which is not recorded. */
  #isDue = true

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock
  }

  mayHaveChanged(): void {
    this.#isDue = true
  }

  /** The listener got this view of the job. */
  told(job: JobView): void {
    if (job.finishedAt === undefined) this.#told.set(job.requestId, reasonOf(job))
    else this.#told.delete(job.requestId)
  }

  /** The listener knows these jobs as they are. */
  know(jobs: readonly JobView[]): void {
    for (const job of jobs) this.told(job)
  }

  /** News of the jobs that have not ended, unless it was looked for just now. */
  take(live: () => readonly JobView[]): readonly WaitingEvent[] {
    if (this.dueIn() > 0) return []
    this.#isDue = false
    const began = this.#clock.monotonic()
    const jobs = live()
    const now = this.#clock.monotonic()
    this.#nextAt = Math.max(began + spacing, now + (now - began) * restFactor)
    const changed = jobs.filter((job) => this.#told.get(job.requestId) !== reasonOf(job))
    this.know(changed)
    return changed.map((job) => ({
      type: 'status',
      requestId: job.requestId,
      ...(job.part === undefined ? {} : { groupId: job.part.id }),
      job,
    }))
  }

  /** Milliseconds until the next look; infinite when there is nothing to look for. */
  dueIn(): number {
    if (!this.#isDue) return Number.POSITIVE_INFINITY
    return Math.max(0, this.#nextAt - this.#clock.monotonic())
  }
}

/** Positions have events of their own. */
const reasonOf = ({ waitingFor }: JobView): string =>
  waitingFor === undefined || waitingFor.reason === 'turn'
    ? (waitingFor?.reason ?? '')
    : `${waitingFor.reason} ${waitingFor.text}`
