import type { JobQueue } from '@darkroom/job-queue'
import { QueueFullError, QuotaExceededError } from '../errors.ts'
import { waitingOf } from './waiting-of.ts'

export interface QueueQuotaOptions {
  readonly queue: JobQueue
  readonly maxWaiting: number
  readonly maxWaitingPerClient: number
  /** Estimated seconds until this many jobs have run. */
  readonly secondsFor: (jobs: number) => number
}

/** Limits the waiting jobs, of all clients and of each one; jobs that are just being written down count as well. */
export class QueueQuota {
  readonly #options: QueueQuotaOptions
  /** Jobs being written down, by client. */
  readonly #entering = new Map<string, number>()
  #allEntering = 0

  constructor(options: QueueQuotaOptions) {
    this.#options = options
  }

  /** @throws QueueFullError, QuotaExceededError */
  check(count: number, client: string): void {
    const { queue, maxWaiting, maxWaitingPerClient, secondsFor } = this.#options
    const { queued, delayed, blocked } = queue.counts()
    const waiting = queued + delayed + blocked + this.#allEntering
    if (waiting + count > maxWaiting) {
      throw new QueueFullError({ waiting, retryAfterSeconds: secondsFor(waiting) })
    }
    // One client cannot have more jobs waiting than there are, so most of the time nothing need be counted.
    if (waiting + count <= maxWaitingPerClient) return
    const own = waitingOf(queue, client) + (this.#entering.get(client) ?? 0)
    if (own + count <= maxWaitingPerClient) return
    throw new QuotaExceededError({ waiting: own, retryAfterSeconds: secondsFor(own) })
  }

  /** Reserves space for the jobs until disposed: once they are in the queue, or will not be. Throws as `check` does. */
  enter(count: number, client: string): Disposable {
    this.check(count, client)
    this.#add(count, client)
    return { [Symbol.dispose]: () => this.#add(-count, client) }
  }

  #add(count: number, client: string): void {
    this.#allEntering += count
    const own = (this.#entering.get(client) ?? 0) + count
    if (own === 0) this.#entering.delete(client)
    else this.#entering.set(client, own)
  }
}
