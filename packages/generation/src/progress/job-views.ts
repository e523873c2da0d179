import type { JobQueue, JobRecord } from '@darkroom/job-queue'
import { tryReadPayload } from '../job/job-payload.ts'
import type { JobView } from '../job/job-view.ts'
import type { Clock } from '../options.ts'
import { type Durations, remainingMs } from './durations.ts'
import type { ProgressBoard } from './progress-board.ts'
import { toJobView } from './to-job-view.ts'

/** Makes views of job records, with what only this process knows. */
export class JobViews {
  readonly #queue: JobQueue
  readonly #board: ProgressBoard
  readonly #clock: Clock
  readonly #durations: Durations
  readonly #isAnnouncing: (jobId: string) => boolean
  readonly #servers: () => number

  constructor(options: {
    queue: JobQueue
    board: ProgressBoard
    clock: Clock
    durations: Durations
    /** True while a committed job waits for the gallery to be told. */
    isAnnouncing: (jobId: string) => boolean
    /** Number of servers at work. */
    servers: () => number
  }) {
    this.#queue = options.queue
    this.#board = options.board
    this.#clock = options.clock
    this.#durations = options.durations
    this.#isAnnouncing = options.isAnnouncing
    this.#servers = options.servers
  }

  get(jobId: string): JobView | undefined {
    const record = this.#queue.get(jobId)
    return record === undefined ? undefined : this.view(record)
  }

  /** The view of a record that may be an old one: an event shows the job as it was just after it. */
  view(record: JobRecord): JobView {
    const position = this.#queue.position(record.id)
    const moment = this.#board.moment(record.id)
    const etaMs = this.#eta(record, position)
    return toJobView(record, {
      announcing: this.#isAnnouncing(record.id),
      moment,
      position,
      etaMs,
    })
  }

  #eta(record: JobRecord, position: number | undefined): number | undefined {
    const job = tryReadPayload(record.payload)
    if (job === undefined) return undefined
    const own = this.#durations.estimate(job)
    if (record.state === 'leased') return this.#remaining(record, own)
    if (own === undefined || position === undefined) return own
    // Jobs ahead are taken to be like this one.
    const ahead = position * own + this.#running()
    return own + ahead / Math.max(1, this.#servers())
  }

  #remaining(record: JobRecord, expectedMs: number | undefined): number | undefined {
    return remainingMs({
      expectedMs,
      elapsedMs: Math.max(0, this.#clock.now() - (record.startedAt ?? record.createdAt)),
      progress: this.#board.moment(record.id)?.progress.value ?? 0,
    })
  }

  /** Milliseconds left of all running jobs. */
  #running(): number {
    return [...this.#board.moments.keys()]
      .flatMap((id) => this.#queue.get(id) ?? [])
      .map((record) => {
        const job = tryReadPayload(record.payload)
        return job === undefined ? 0 : (this.#remaining(record, this.#durations.estimate(job)) ?? 0)
      })
      .reduce((sum, one) => sum + one, 0)
  }
}
