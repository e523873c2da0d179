import type { JobQueue } from '@darkroom/job-queue'
import { QueueFullError, QuotaExceededError, TooManyJobsError } from './queue-full.ts'

export interface QueueQuotaOptions {
  readonly queue: Pick<JobQueue, 'load'>
  /** Most waiting jobs. */
  readonly maxWaiting: number
  readonly maxWaitingPerClient: number
  /** Most bytes of what is to be done, beyond which nothing more is taken. */
  readonly maxWaitingBytes: number
  /** Estimated seconds until this many jobs have run. */
  readonly secondsFor: (jobs: number) => number
}

interface Load {
  readonly jobs: number
  readonly size: number
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

  /** @throws TooManyJobsError, QueueFullError, QuotaExceededError */
  check(asked: number, client: string): void {
    const { queue, maxWaiting, maxWaitingPerClient, maxWaitingBytes, secondsFor } = this.#options
    const most = Math.min(maxWaiting, maxWaitingPerClient)
    if (asked > most) {
      const of = maxWaiting <= maxWaitingPerClient ? 'all' : 'client'
      throw new TooManyJobsError({ asked, limit: most, of })
    }
    const all = plus(queue.load(), this.#allEntering)
    const own = plus(queue.load(client), this.#entering.get(client) ?? 0)
    const told = ({ jobs }: Load, limit: number) => ({
      asked,
      waiting: jobs,
      limit,
      retryAfterSeconds: secondsFor(Math.max(1, jobs + asked - limit)),
    })
    if (all.jobs + asked > maxWaiting || all.size >= maxWaitingBytes) {
      throw new QueueFullError(told(all, maxWaiting))
    }
    if (own.jobs + asked > maxWaitingPerClient || own.size >= maxWaitingBytes / 2) {
      throw new QuotaExceededError(told(own, maxWaitingPerClient))
    }
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

const plus = ({ jobs, size }: Load, entering: number): Load => ({ jobs: jobs + entering, size })
