import type { Clock } from '@darkroom/foundation'
import { type Batch, toCall } from './batch.ts'
import type { Command } from './command.ts'
import { Committer } from './committer.ts'
import type { Rules } from './decisions.ts'
import { QueueClosedError, QueueError, StorageFullError } from './errors.ts'
import { EventLog } from './event-log.ts'
import type { Job } from './job.ts'
import type { Lease, LeaseRef, QueueEvent } from './job-queue.ts'
import { loseLeaseCommand, releaseCommand } from './lease-commands.ts'
import { LeaseTable } from './lease-table.ts'
import type { QueueState } from './queue-state.ts'
import type { QueueStore, Recovered } from './queue-store.ts'
import { Reservations, type ReserveOptions } from './reservations.ts'

/** Wait this long before trying again to record a lease that could not be recorded as lost. */
const retryMs = 100

/** A queue that is open: the state, what is only true in this process, and the way to change both. */
export class QueueCore {
  readonly state: QueueState
  readonly leases: LeaseTable
  readonly events: EventLog
  readonly rules: Rules
  readonly #committer: Committer
  readonly #reservations: Reservations
  readonly #clock: Clock
  #expiring = false
  #expireAfter = Number.NEGATIVE_INFINITY
  #disarm: () => void = () => undefined

  constructor(options: {
    recovered: Recovered
    store: QueueStore
    clock: Clock
    rules: Rules
    eventRetention: number
  }) {
    const { recovered, store, clock } = options
    const { state } = recovered
    this.state = state
    this.rules = options.rules
    this.#clock = clock
    this.leases = new LeaseTable(clock)
    this.events = new EventLog({
      storeEpoch: state.storeEpoch,
      retention: options.eventRetention,
      nextSeq: state.nextSeq,
      events: recovered.events,
    })
    this.#committer = new Committer({
      state,
      store,
      clock,
      before: (batch) => this.#letTimePass(batch),
      after: (batch) => this.#serve(batch),
      onEvents: (events) => {
        this.#follow(events)
        store.applied(state, () => this.events.retained())
      },
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

  /** Leases of a former run are void, which costs their jobs a stall; delays go on. */
  async recover(now: number): Promise<void> {
    const jobs = [...this.state.live].flatMap((id) => this.state.jobs.get(id) ?? [])
    for (const { record, delayMs } of jobs) {
      const { id, state, availableAt = now } = record
      if (state === 'delayed') {
        this.leases.delay(id, Math.min(Math.max(availableAt - now, 0), delayMs))
      }
    }
    const lost = jobs.filter(({ record }) => record.state === 'leased')
    await Promise.all(lost.map((job) => this.#loseLease(job)))
    this.#committer.wake()
  }

  submit<T>(command: Command<T>): Promise<T> {
    return this.#committer.submit(command)
  }

  reserve(options: ReserveOptions): Promise<readonly Lease[]> {
    return this.#reservations.reserve(options)
  }

  /** Gives leases back without counting a stall, and settles everyone who waits. */
  async close(): Promise<void> {
    this.#reservations.close(new QueueClosedError())
    // Leases may be being written just now.
    await this.#committer.drain()
    await this.#releaseHeld()
    await this.#committer.stop()
    this.#disarm()
  }

  /** On a full disk it is as good as expired, and recorded as soon as there is room. */
  async #loseLease({ record: { id }, epoch }: Job): Promise<void> {
    const options = { reason: 'process-lost', stalled: true, isLost: () => true }
    try {
      await this.submit(loseLeaseCommand(id, { ...options, rules: this.rules }))
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error
      this.leases.grant({ jobId: id, epoch }, 0)
    }
  }

  async #releaseHeld(): Promise<void> {
    const options = { rules: this.rules, reason: 'closed', stalled: false, isLost: () => true }
    const released = this.leases.heldIds.map((id) => this.submit(loseLeaseCommand(id, options)))
    await Promise.allSettled(released)
  }

  #giveBack(lease: LeaseRef): void {
    const command = releaseCommand(
      { lease, leases: this.leases },
      { rules: this.rules, reason: 'reserve-aborted' },
    )
    // The lease expires by itself if this cannot be written.
    this.submit(command).catch(() => undefined)
  }

  #letTimePass(batch: Batch): void {
    for (const id of this.leases.takeAwake()) this.state.promote(id)
    if (this.#clock.monotonic() >= this.#expireAfter) {
      for (const id of this.leases.expired()) this.#expire(id, batch)
    }
    this.#expiring = batch.changes.length > 0
  }

  #expire(id: string, batch: Batch): void {
    const { call, promise } = toCall(
      loseLeaseCommand(id, {
        rules: this.rules,
        reason: 'lease-expired',
        stalled: true,
        isLost: () => this.leases.expired().includes(id),
      }),
    )
    promise.catch(() => {
      // It stays expired, so it would be tried again at once.
      this.#expireAfter = this.#clock.monotonic() + retryMs
    })
    batch.add({ ...call, retried: true })
  }

  #serve(batch: Batch): void {
    // What expired may run first again, so it is waited for.
    if (!this.#expiring) this.#reservations.serve(batch)
    if (batch.changes.length === 0) this.#arm()
  }

  #follow(events: readonly QueueEvent[]): void {
    this.leases.follow(events, this.state.jobs)
    this.events.append(events)
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
    this.events.close(quiet || !(error instanceof QueueError) ? undefined : error)
  }
}
