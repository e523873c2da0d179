import type { AttemptRecord } from '../job/attempt-record.ts'
import { nextAttempt } from '../job/next-attempt.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { Attempt } from './attempt.ts'
import type { Facts } from './decide.ts'
import type { LeasedJob } from './leased-job.ts'
import type { Look } from './prompt-poller.ts'
import type { RunServices } from './run-services.ts'

/** The prompt id of a job that is posted or was, and all that is known of it by looking and listening. */
export class Flight implements Disposable {
  readonly #holder: LeasedJob
  readonly #link: ServerLink
  readonly #services: RunServices
  #attempt: Attempt | undefined
  #stoppingSince: number | undefined
  #withdrawn = false

  constructor(holder: LeasedJob, link: ServerLink, services: RunServices) {
    this.#holder = holder
    this.#link = link
    this.#services = services
  }

  get note(): AttemptRecord {
    const { note } = this.#holder
    if (note === undefined) throw new Error(`Job ${this.#holder.jobId} was never posted`)
    return note
  }

  get attempt(): Attempt {
    if (this.#attempt === undefined) {
      throw new Error(`Job ${this.#holder.jobId} has no attempt in flight`)
    }
    return this.#attempt
  }

  /** The note to write before the next prompt id is posted. */
  next(former: AttemptRecord | undefined): AttemptRecord {
    const { name, clientId } = this.#link
    return nextAttempt({ jobId: this.#holder.jobId, server: name, clientId }, former)
  }

  /** Begins to listen for the prompt id of this note, and no longer for the one before. */
  open(note: AttemptRecord): Attempt {
    if (this.#attempt?.promptId === note.promptId) return this.#attempt
    this.#attempt?.[Symbol.dispose]()
    this.#stoppingSince = undefined
    this.#withdrawn = false
    const { jobId, run } = this.#holder
    this.#attempt = new Attempt({ jobId, note, link: this.#link, run }, this.#services)
    return this.#attempt
  }

  wake(): void {
    this.#attempt?.wake()
  }

  /** What a look showed, for those who watch and for the next holder. */
  async observe({ sighting }: Look): Promise<void> {
    const { follow } = this.attempt
    if (sighting.state === 'unreachable') follow.stage = 'server-unreachable'
    if (sighting.state !== 'pending' && sighting.state !== 'running') return
    if (sighting.state === 'running') this.#withdrawn = false
    if (this.#stoppingSince === undefined) {
      follow.stage = follow.started ? 'running' : sighting.state
    }
    if (!this.note.seen) await this.#holder.write({ ...this.note, seen: true })
  }

  facts(look: Look, cancelRequested: boolean): Facts {
    return {
      note: this.note,
      sighting: this.#isTakenBack(look) ? { state: 'absent', settled: true } : look.sighting,
      cancelRequested,
      overdue: (this.attempt.lookout.timeLeft ?? 1) <= 0,
      stopGraceOver: this.#stoppingFor >= this.#services.timings.stopGrace,
      elsewhere: this.#services.elsewhere(this.#holder.jobId, this.#link),
      stuckBehind: this.attempt.lookout.pendingFor >= this.#services.timings.failover,
      withdrawn: this.#withdrawn,
    }
  }

  /** Whether it waits or runs, it is to end; only looking tells that it has. */
  async stop(because: 'cancelled' | 'timeout'): Promise<void> {
    const { note } = this
    this.attempt.follow.stage = 'cancelling'
    this.#stoppingSince ??= this.#services.clock.monotonic()
    if (because === 'timeout' && !note.timedOut) {
      await this.#holder.write({ ...note, timedOut: true })
    }
    await this.#holder.tryAsk((client) => client.deletePending([note.promptId]))
    await this.#holder.tryAsk((client) => client.interrupt(note.promptId))
  }

  /** If it still waits, it is taken back; if it has just begun to run, it stays. */
  async withdraw(): Promise<void> {
    const { promptId } = this.note
    this.#withdrawn = true
    await this.#holder.tryAsk((client) => client.deletePending([promptId]))
  }

  /** Until looking is worth it again. */
  async pause(signal: AbortSignal): Promise<void> {
    await this.attempt.pause({
      hurry: this.#withdrawn || this.#stoppingSince !== undefined,
      signal,
    })
  }

  [Symbol.dispose](): void {
    this.#attempt?.[Symbol.dispose]()
  }

  get #stoppingFor(): number {
    const since = this.#stoppingSince
    return since === undefined ? 0 : this.#services.clock.monotonic() - since
  }

  /** We took it off the queue, and there was never but one copy: missing once is missing. */
  #isTakenBack({ sighting }: Look): boolean {
    const { seen, posts } = this.note
    return sighting.state === 'absent' && this.#stoppingSince !== undefined && seen && posts === 1
  }
}
