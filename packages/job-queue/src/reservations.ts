import type { Clock } from '@darkroom/foundation'
import type { Batch } from './batch.ts'
import type { JobChange } from './change.ts'
import { answer, type Call, jobKey, pauseKey } from './command.ts'
import { InvalidJobError, StorageFullError, toError } from './errors.ts'
import type { Job } from './job.ts'
import type { JobQueue, Lease, LeaseRef } from './job-queue.ts'
import type { JobRecord } from './job-record.ts'
import type { LeaseTable } from './lease-table.ts'
import type { QueueState } from './queue-state.ts'
import { copyJson } from './spec.ts'

export type ReserveOptions = Parameters<JobQueue['reserve']>[0]

/** Milliseconds before a lease is tried again on a full disk. */
const pauseMs = 1_000

interface Waiter {
  readonly options: ReserveOptions
  /** Version of the runnable order from which `select` took nothing. */
  passedVersion: number | undefined
  /** Earliest time of the next try, by the monotonic clock, after a lease could not be written. */
  notBefore: number
  /** Failed writes of a lease in a row. */
  refusals: number
  resolve(leases: readonly Lease[]): void
  reject(error: Error): void
}

/** Callers waiting for jobs, in the order they came. */
export class Reservations {
  readonly #state: QueueState
  readonly #leases: LeaseTable
  readonly #clock: Clock
  readonly #wake: () => void
  readonly #member: () => string | undefined
  readonly #isShared: boolean
  readonly #giveBack: (lease: LeaseRef) => void
  #waiters: Waiter[] = []
  #closed: Error | undefined

  /** `giveBack` gets leases that became durable after their caller had given up. */
  constructor(options: {
    state: QueueState
    leases: LeaseTable
    clock: Clock
    /** The member that leases are given to; none are while it is undefined and the store is shared. */
    member: () => string | undefined
    isShared: boolean
    wake: () => void
    giveBack: (lease: LeaseRef) => void
  }) {
    this.#state = options.state
    this.#leases = options.leases
    this.#clock = options.clock
    this.#wake = options.wake
    this.#member = options.member
    this.#isShared = options.isShared
    this.#giveBack = options.giveBack
  }

  async reserve(options: ReserveOptions): Promise<readonly Lease[]> {
    const { signal } = options
    signal.throwIfAborted()
    if (this.#closed !== undefined) throw this.#closed
    const { promise, resolve, reject } = Promise.withResolvers<readonly Lease[]>()
    const waiter: Waiter = {
      options,
      passedVersion: undefined,
      notBefore: Number.NEGATIVE_INFINITY,
      refusals: 0,
      resolve,
      reject,
    }
    const giveUp = (): void => {
      this.#waiters = this.#waiters.filter((other) => other !== waiter)
      reject(signal.reason)
    }
    signal.addEventListener('abort', giveUp, { once: true })
    this.#waiters.push(waiter)
    this.#wake()
    try {
      return await promise
    } finally {
      signal.removeEventListener('abort', giveUp)
    }
  }

  /** Adds leases for waiting callers to the batch. */
  serve(batch: Batch): void {
    if (this.#state.paused || batch.isTaken(pauseKey)) return
    if (this.#isAway) return
    const now = this.#clock.monotonic()
    for (const waiter of this.#waiters.filter(({ notBefore }) => notBefore <= now)) {
      const candidates = this.#candidates(batch, waiter.options)
      if (candidates.length === 0) return
      this.#offer(batch, { waiter, candidates })
    }
  }

  /** Milliseconds until a refused caller tries again; undefined when there is none. */
  nextDueIn(): number | undefined {
    const now = this.#clock.monotonic()
    const times = this.#waiters.map(({ notBefore }) => notBefore).filter((time) => time > now)
    return times.length === 0 ? undefined : Math.min(...times) - now
  }

  /** Rejects waiting and later callers. */
  close(error: Error): void {
    this.#closed ??= error
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error)
  }

  #candidates(batch: Batch, { max = 1, lookAhead = 8 }: ReserveOptions): readonly Job[] {
    const found: Job[] = []
    const wanted = Math.max(max, lookAhead)
    for (const id of this.#state.runnable) {
      if (found.length >= wanted) break
      const job = this.#state.jobs.get(id)
      if (job !== undefined && !batch.isTaken(jobKey(this.#state, id))) found.push(job)
    }
    return found
  }

  #offer(
    batch: Batch,
    { waiter, candidates }: { waiter: Waiter; candidates: readonly Job[] },
  ): void {
    const { version } = this.#state.runnable
    if (waiter.passedVersion === version) return
    try {
      const chosen = choose(candidates, waiter.options)
      if (chosen.length === 0) {
        waiter.passedVersion = version
        return
      }
      this.#leave(waiter)
      batch.add(this.#toCall(waiter, chosen))
    } catch (error) {
      this.#leave(waiter)
      waiter.reject(toError(error))
    }
  }

  #leave(waiter: Waiter): void {
    this.#waiters = this.#waiters.filter((other) => other !== waiter)
  }

  #toCall(waiter: Waiter, jobs: readonly Job[]): Call<void> {
    const { owner, checkpoint } = waiter.options
    const member = this.#member()
    const granted = jobs.map(
      ({ record: { id }, epoch }) =>
        ({
          type: 'leased',
          id,
          epoch: epoch + 1,
          owner,
          ...(member === undefined ? {} : { member }),
        }) satisfies JobChange,
    )
    const changes = [...granted, ...jobs.flatMap(({ record }) => checkpointOf(record, checkpoint))]
    return {
      retried: true,
      keys: (state) => jobs.map(({ record }) => jobKey(state, record.id)),
      decide: () => answer(undefined, changes),
      resolve: () => this.#grant(waiter, granted),
      reject: (error) => this.#refuse(waiter, error),
      retract: () => this.#wait(waiter),
    }
  }

  #grant(
    waiter: Waiter,
    changes: readonly { readonly id: string; readonly epoch: number }[],
  ): void {
    // It took so long that we may be taken for lost: the lease is given back when we are heard of again.
    if (this.#isAway) {
      this.#wait(waiter)
      return
    }
    const { leaseMs, signal } = waiter.options
    const leases = changes.flatMap(({ id, epoch }): readonly Lease[] => {
      const job = this.#state.jobs.get(id)?.record
      if (job?.state !== 'leased') return []
      const expiresAt = this.#leases.grant({ jobId: id, epoch }, leaseMs)
      return [{ jobId: id, epoch, job, expiresAt }]
    })
    if (signal.aborted) leases.forEach(this.#giveBack)
    else waiter.resolve(leases)
  }

  /** This process may hold nothing just now. */
  get #isAway(): boolean {
    return this.#isShared && this.#member() === undefined
  }

  /** Handles a failed lease. On a full disk the caller waits on, for the reserved space or until there is more. */
  #refuse(waiter: Waiter, error: Error): void {
    const { aborted } = waiter.options.signal
    if (aborted || this.#closed !== undefined || !(error instanceof StorageFullError)) {
      waiter.reject(this.#closed ?? error)
      return
    }
    if (waiter.refusals > 0) waiter.notBefore = this.#clock.monotonic() + pauseMs
    waiter.refusals++
    this.#wait(waiter)
  }

  /** Lets a caller wait on, who may have given up in the meantime. */
  #wait(waiter: Waiter): void {
    if (waiter.options.signal.aborted || this.#closed !== undefined) {
      waiter.reject(this.#closed ?? toError(waiter.options.signal.reason))
      return
    }
    this.#waiters.unshift(waiter)
    this.#wake()
  }
}

const checkpointOf = (
  record: JobRecord,
  checkpoint: ReserveOptions['checkpoint'],
): readonly JobChange[] => {
  const value = checkpoint?.(record)
  if (value === undefined) return []
  const { value: copy } = copyJson('checkpoint', value)
  return [{ type: 'checkpointed', id: record.id, checkpoint: copy }]
}

const choose = (
  candidates: readonly Job[],
  { max = 1, select }: ReserveOptions,
): readonly Job[] => {
  if (select === undefined) return candidates.slice(0, max)
  const chosen = select(candidates.map(({ record }) => record))
  return [...new Set(chosen)].slice(0, max).map((id) => {
    const job = candidates.find(({ record }) => record.id === id)
    if (job === undefined) throw new InvalidJobError(`select chose ${id}, which is no candidate`)
    return job
  })
}
