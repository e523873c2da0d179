import type { JobQueue, JobRecord } from '@darkroom/job-queue'
import type { JobView } from '../job/job-view.ts'
import type { ReadJob } from '../job/read-job.ts'
import type { Clock } from '../options.ts'
import type { WaitingFor } from '../waiting/waiting-for.ts'
import type { WaitingRoom } from '../waiting/waiting-room.ts'
import { type Durations, remainingMs } from './durations.ts'
import type { ProgressBoard } from './progress-board.ts'
import { toJobView } from './to-job-view.ts'

/** Makes views of job records, with what only this process knows. */
export class JobViews {
  readonly #queue: JobQueue
  readonly #readJob: ReadJob
  readonly #board: ProgressBoard
  readonly #clock: Clock
  readonly #durations: Durations
  readonly #waiting: WaitingRoom
  readonly #isAnnouncing: (jobId: string) => boolean
  readonly #servers: () => number

  constructor(options: {
    queue: JobQueue
    readJob: ReadJob
    board: ProgressBoard
    clock: Clock
    durations: Durations
    waiting: WaitingRoom
    /** True while a committed job waits for the gallery to be told. */
    isAnnouncing: (jobId: string) => boolean
    /** Number of servers at work. */
    servers: () => number
  }) {
    this.#queue = options.queue
    this.#readJob = options.readJob
    this.#board = options.board
    this.#clock = options.clock
    this.#durations = options.durations
    this.#waiting = options.waiting
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
    const waitingFor = this.#waiting.of(record, moment)
    return toJobView(record, {
      payload: this.#readJob(record),
      announcing: this.#isAnnouncing(record.id),
      moment,
      position,
      waitingFor,
      etaMs: this.#eta(record, { position, waitingFor }),
    })
  }

  #eta(
    record: JobRecord,
    {
      position,
      waitingFor,
    }: { readonly position: number | undefined; readonly waitingFor: WaitingFor | undefined },
  ): number | undefined {
    const reason = waitingFor?.reason ?? 'turn'
    // Nobody knows how long anything but the jobs ahead will take.
    if (reason !== 'turn' && reason !== 'previous') return undefined
    const job = this.#readJob(record)
    if (job === undefined) return undefined
    const own = this.#durations.estimate(job)
    if (reason === 'previous') return sum(this.#etaOfPrevious(record), own)
    if (record.state === 'leased') return this.#remaining(record, own)
    const running = this.#running()
    if (own === undefined || position === undefined || running === undefined) return undefined
    // Jobs ahead are taken to be like this one.
    const ahead = position * own + running
    return own + ahead / Math.max(1, this.#servers())
  }

  /** The estimate of the job that this one waits for. */
  #etaOfPrevious({ groupId, groupIndex = 0 }: JobRecord): number | undefined {
    const jobIds = groupId === undefined ? [] : (this.#queue.getGroup(groupId)?.jobIds ?? [])
    const previous = this.#queue.get(jobIds[groupIndex - 1] ?? '')
    if (previous === undefined) return undefined
    return this.#eta(previous, {
      position: this.#queue.position(previous.id),
      waitingFor: this.#waiting.of(previous, this.#board.moment(previous.id)),
    })
  }

  #remaining(record: JobRecord, expectedMs: number | undefined): number | undefined {
    const moment = this.#board.moment(record.id)
    if (moment === undefined) return expectedMs
    return remainingMs({
      expectedMs,
      elapsedMs: Math.max(0, this.#clock.now() - moment.since),
      progress: moment.progress.value,
    })
  }

  /**
   * Milliseconds left of all running jobs, but for those whose server does not answer; undefined when one takes longer
   * than can be foreseen.
   */
  #running(): number | undefined {
    let total = 0
    for (const [id, moment] of this.#board.moments) {
      const record = this.#queue.get(id)
      const job = this.#readJob(record)
      if (record === undefined || job === undefined) continue
      if (this.#waiting.of(record, moment)?.reason === 'comfyui') continue
      const expected = this.#durations.estimate(job)
      const left = this.#remaining(record, expected)
      if (left === undefined && expected !== undefined) return undefined
      total += left ?? 0
    }
    return total
  }
}

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b
