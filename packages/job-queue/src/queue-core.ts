import type { Clock } from '@darkroom/foundation'
import type { Batch } from './batch.ts'
import type { Basis, Command } from './command.ts'
import { Committer } from './committer.ts'
import { QueueClosedError, QueueError, StorageFullError } from './errors.ts'
import type { Job } from './job.ts'
import type { Lease, LeaseRef } from './job-queue.ts'
import { loseLeaseCommand, releaseCommand } from './lease-commands.ts'
import { LeaseTable } from './lease-table.ts'
import { withMessages } from './outbox/with-messages.ts'
import type { Settings } from './queue-options.ts'
import type { QueueState } from './queue-state.ts'
import type { QueueStore } from './queue-store.ts'
import type { Replica } from './replica.ts'
import { Reservations, type ReserveOptions } from './reservations.ts'

/** Milliseconds before another try to record an expired lease. */
const retryMs = 100

/** An open queue: the state, the leases of this process, and the way to change both. */
export class QueueCore {
  readonly replica: Replica
  readonly leases: LeaseTable
  readonly #committer: Committer
  readonly #reservations: Reservations
  readonly #clock: Clock
  #expiring = false
  #expireAfter = Number.NEGATIVE_INFINITY
  #disarm: () => void = () => undefined

  constructor({
    replica,
    store,
    settings: { clock, rules, messagesOf },
  }: {
    replica: Replica
    store: QueueStore
    settings: Settings
  }) {
    const { state } = replica
    this.replica = replica
    this.#clock = clock
    this.leases = new LeaseTable(clock)
    const basis: Basis = { state, leases: this.leases, rules }
    this.#committer = new Committer({
      replica,
      basis,
      store,
      clock,
      before: (batch) => this.#letTimePass(batch),
      after: (batch) => this.#serve(batch),
      complete: (changes, at) => withMessages(state, changes, { at, messagesOf }),
      onEvents: (events) => this.leases.follow(events, state.jobs),
      onFailure: (error) => this.#fail(error),
    })
    this.#reservations = new Reservations({
      state,
      leases: this.leases,
      clock,
      wake: () => this.#committer.wake(),
      giveBack: (lease) => this.#giveBack(lease),
    })
  }

  get state(): QueueState {
    return this.replica.state
  }

  /** Ends the leases of the former process, which counts as a stall of their jobs; delays go on. */
  async recover(now: number): Promise<void> {
    const { open, jobs } = this.state
    for (const id of open.delayed) {
      const job = jobs.get(id)
      if (job?.record.state !== 'delayed') continue
      const { record, delayMs } = job
      this.leases.delay(record.id, Math.min(Math.max(record.availableAt - now, 0), delayMs))
    }
    const lost = [...open.leased].flatMap((id) => jobs.get(id) ?? [])
    await Promise.all(lost.map((job) => this.#loseLease(job)))
    this.#committer.wake()
  }

  submit<T>(command: Command<T>): Promise<T> {
    return this.#committer.submit(command)
  }

  reserve(options: ReserveOptions): Promise<readonly Lease[]> {
    return this.#reservations.reserve(options)
  }

  /** Gives leases back without counting a stall, and settles every waiting call. */
  async close(): Promise<void> {
    this.#reservations.close(new QueueClosedError())
    // Leases may be being written just now.
    await this.#committer.drain()
    await this.#releaseHeld()
    await this.#committer.stop()
    this.#disarm()
  }

  /** Voids a lease. On a full disk it counts as expired, and is recorded as soon as there is space. */
  async #loseLease({ record: { id }, epoch }: Job): Promise<void> {
    try {
      await this.submit(loseLeaseCommand(id, { reason: 'process-lost', stalled: true }))
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error
      this.leases.grant({ jobId: id, epoch }, 0)
    }
  }

  async #releaseHeld(): Promise<void> {
    const lost = { reason: 'closed', stalled: false }
    const released = this.leases.heldIds.map((id) => this.submit(loseLeaseCommand(id, lost)))
    await Promise.allSettled(released)
  }

  #giveBack(lease: LeaseRef): void {
    // A lease that cannot be given back expires by itself.
    this.submit(releaseCommand(lease, { reason: 'reserve-aborted' })).catch(() => undefined)
  }

  #letTimePass(batch: Batch): void {
    for (const id of this.leases.takeAwake()) this.state.promote(id)
    if (this.#clock.monotonic() >= this.#expireAfter) {
      for (const id of this.leases.expired()) this.#expire(id, batch)
    }
    this.#expiring = batch.changes.length > 0
  }

  #expire(id: string, batch: Batch): void {
    batch.add({
      ...loseLeaseCommand(id, { reason: 'lease-expired', stalled: true }),
      retried: true,
      resolve: () => undefined,
      // The lease stays expired, so without a pause it would be tried again at once.
      reject: () => {
        this.#expireAfter = this.#clock.monotonic() + retryMs
      },
    })
  }

  #serve(batch: Batch): void {
    // A job whose lease expired may have to run first again, so no lease is given before it is back.
    if (!this.#expiring) this.#reservations.serve(batch)
    if (batch.changes.length === 0) this.#arm()
  }

  #arm(): void {
    this.#disarm()
    const dues = [this.leases.nextDueIn(), this.#reservations.nextDueIn()]
    const dueIn = Math.min(...dues.filter((due) => due !== undefined))
    if (dueIn === Number.POSITIVE_INFINITY) return
    this.#disarm = this.#clock.schedule(dueIn === 0 ? retryMs : dueIn, () => this.#committer.wake())
  }

  #fail(error: Error): void {
    this.#disarm()
    this.leases.clear()
    this.#reservations.close(error)
    const quiet = error instanceof QueueClosedError
    this.replica.events.close(quiet || !(error instanceof QueueError) ? undefined : error)
  }
}
