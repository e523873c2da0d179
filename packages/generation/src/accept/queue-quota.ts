import type { JobQueue } from '@darkroom/job-queue'
import { QueueFullError, QuotaExceededError } from '../errors.ts'
import { waitingOf } from './waiting-of.ts'

export interface QueueQuotaOptions {
  readonly queue: JobQueue
  readonly maxWaiting: number
  readonly maxWaitingPerClient: number
  /** Until so many jobs have run, as far as can be told. */
  readonly secondsFor: (jobs: number) => number
}

/** How many may wait, of all and of one client; those that are just being written down count as well. */
export class QueueQuota {
  readonly #options: QueueQuotaOptions
  /** By client. */
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
    // Nobody can have more waiting than there are, so most of the time there is nothing to count.
    if (waiting + count <= maxWaitingPerClient) return
    const own = waitingOf(queue, client) + (this.#entering.get(client) ?? 0)
    if (own + count <= maxWaitingPerClient) return
    throw new QuotaExceededError({ waiting: own, retryAfterSeconds: secondsFor(own) })
  }

  /** Keeps room until it is disposed: when they are in the queue, or will not be. Throws as `check` does. */
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
