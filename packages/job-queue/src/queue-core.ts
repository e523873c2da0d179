import type { Clock, Json } from '@darkroom/foundation'
import type { Batch } from './batch.ts'
import type { Entry } from './change.ts'
import type { Claim } from './claims.ts'
import type { Basis, Command } from './command.ts'
import { Committer } from './committer.ts'
import { QueueClosedError, QueueError, StorageFullError } from './errors.ts'
import type { Job } from './job.ts'
import type { Lease, LeaseRef } from './job-queue.ts'
import { loseLeaseCommand, releaseCommand } from './lease-commands.ts'
import { LeaseTable } from './lease-table.ts'
import { Membership } from './membership.ts'
import { withMessages } from './outbox/with-messages.ts'
import { unclaimCommand } from './presence-commands.ts'
import type { QueueEvent } from './queue-event.ts'
import type { Settings } from './queue-options.ts'
import type { QueueState } from './queue-state.ts'
import type { QueueStore } from './queue-store.ts'
import type { Replica } from './replica.ts'
import { Reservations, type ReserveOptions } from './reservations.ts'
import { fromTold, toTold } from './told.ts'

/** Milliseconds before another try to record an expired lease. */
const retryMs = 100

/** Where only one process works on the queue, it has no rival. */
const never = new AbortController().signal

/** An open queue: the state, the leases of this process, and the way to change both. */
export class QueueCore {
  readonly replica: Replica
  readonly leases: LeaseTable
  /** Undefined where only this process works on the queue. */
  readonly membership: Membership | undefined
  readonly followers: Set<(events: readonly QueueEvent[]) => void> = new Set()
  readonly hearers: Set<(message: Json) => void> = new Set()
  readonly #committer: Committer
  readonly #reservations: Reservations
  readonly #clock: Clock
  readonly #store: QueueStore
  readonly #onFailure: (error: Error) => void
  #expiring = false
  #expireAfter = Number.NEGATIVE_INFINITY
  #disarm: () => void = () => undefined

  constructor({
    replica,
    store,
    settings: { clock, rules, member, patienceMs, messagesOf, onFailure },
  }: {
    replica: Replica
    store: QueueStore
    settings: Settings
  }) {
    const { state } = replica
    this.replica = replica
    this.#clock = clock
    this.#store = store
    this.#onFailure = onFailure
    this.leases = new LeaseTable(clock)
    const basis: Basis = { state, leases: this.leases, rules }
    const wake = (): void => this.#committer.wake()
    const memberId = (): string | undefined => this.membership?.id
    this.membership =
      store.shared === undefined
        ? undefined
        : new Membership({
            state,
            clock,
            settings: member,
            wake,
            onLapse: () => this.leases.forgetHeld(),
            onReturn: () => this.#giveBackForgotten(),
            onUnwanted: (name) => this.#unclaim(name).catch(() => undefined),
          })
    this.#committer = new Committer({
      replica,
      basis,
      store,
      clock,
      patienceMs,
      writer: () => this.membership?.writer,
      before: (batch) => this.#letTimePass(batch),
      after: (batch) => this.#serve(batch),
      apply: (entry, begunAt) => this.#apply(entry, begunAt),
      complete: (changes, at) => withMessages(state, changes, { at, messagesOf }),
      onFailure: (error) => this.#fail(error),
    })
    this.#reservations = new Reservations({
      state,
      leases: this.leases,
      clock,
      member: memberId,
      isShared: store.shared !== undefined,
      wake,
      giveBack: (lease) => this.#giveBack(lease),
    })
  }

  get state(): QueueState {
    return this.replica.state
  }

  /**
   * Ends the leases of the former process, which counts as a stall of their jobs; delays go on. Where several processes
   * work on the queue, only those of the process that had our name.
   */
  async recover(now: number): Promise<void> {
    const { open, jobs } = this.state
    for (const id of open.delayed) {
      const job = jobs.get(id)
      if (job?.record.state !== 'delayed') continue
      const { record, delayMs } = job
      this.leases.delay(record.id, Math.min(Math.max(record.availableAt - now, 0), delayMs))
    }
    if (this.membership === undefined) {
      const lost = [...open.leased].flatMap((id) => jobs.get(id) ?? [])
      await Promise.all(lost.map((job) => this.#loseLease(job)))
    } else {
      await this.membership.join((command) => this.submit(command))
    }
    this.#committer.wake()
  }

  submit<T>(command: Command<T>): Promise<T> {
    return this.#committer.submit(command)
  }

  /** Takes an entry of another process. */
  follow(entry: Entry): void {
    this.#apply(entry)
    this.#committer.wake()
  }

  /** Restarts a lease's time; false when it is lost, or when this process may hold nothing. */
  extend(lease: LeaseRef): boolean {
    if (this.membership !== undefined && this.membership.id === undefined) return false
    return this.leases.extend(lease)
  }

  async claim(name: string, signal: AbortSignal): Promise<Claim> {
    const { membership } = this
    if (membership === undefined) return { name, signal: never, release: async () => undefined }
    const lost = await membership.claims.take(name, signal)
    return {
      name,
      signal: lost,
      release: async () => {
        membership.claims.forget(lost)
        await this.#unclaim(name)
      },
    }
  }

  tell(message: Json): void {
    const text = toTold(message)
    if (text !== undefined) this.#store.shared?.tell(text)
  }

  told(message: string): void {
    const value = fromTold(message)
    if (value === undefined) return
    for (const listener of this.hearers) listener(value)
  }

  /** The store cannot be trusted any more. */
  fail(error: Error): void {
    this.#committer.fail(error)
  }

  reserve(options: ReserveOptions): Promise<readonly Lease[]> {
    return this.#reservations.reserve(options)
  }

  /** Gives leases back without counting a stall, and settles every waiting call. */
  async close(): Promise<void> {
    const closed = new QueueClosedError()
    this.#reservations.close(closed)
    this.membership?.claims.close(closed)
    if (this.membership === undefined) {
      // Leases may be being written just now.
      await this.#committer.drain()
      await this.#releaseHeld()
    } else {
      // A store that is away tells the others nothing; they will miss us.
      await this.membership.leave((command) => this.submit(command)).catch(() => undefined)
      this.#store.shared?.giveUp()
    }
    await this.#committer.stop()
    this.#disarm()
  }

  async #unclaim(name: string): Promise<void> {
    if (this.membership === undefined) return
    await this.submit(unclaimCommand(name, this.membership.writer))
  }

  #apply(entry: Entry, begunAt?: number): void {
    const events = this.replica.apply(entry)
    this.leases.follow(events, this.state.jobs)
    this.membership?.saw(entry, begunAt)
    if (begunAt !== undefined) return
    for (const listener of this.followers) listener(events)
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

  /** What was leased before the store went away is begun anew, for whoever worked on it was told to stop. */
  #giveBackForgotten(): void {
    const { open, jobs } = this.state
    for (const id of open.leased) {
      const job = jobs.get(id)
      if (job === undefined || job.holder !== this.membership?.writer) continue
      if (this.leases.isKnown({ jobId: id, epoch: job.epoch })) continue
      this.submit(loseLeaseCommand(id, { reason: 'store-away', stalled: false })).catch(
        () => undefined,
      )
    }
  }

  #giveBack(lease: LeaseRef): void {
    // A lease that cannot be given back expires by itself.
    this.submit(releaseCommand(lease, { reason: 'reserve-aborted' })).catch(() => undefined)
  }

  #letTimePass(batch: Batch): void {
    for (const id of this.leases.takeAwake()) this.state.promote(id)
    this.membership?.letTimePass(batch)
    const before = batch.changes.length
    if (this.#clock.monotonic() >= this.#expireAfter) {
      for (const id of this.leases.expired()) this.#expire(id, batch)
    }
    this.#expiring = batch.changes.length > before
  }

  #expire(id: string, batch: Batch): void {
    batch.add({
      ...loseLeaseCommand(id, { reason: 'lease-expired', stalled: true }),
      retried: true,
      resolve: () => undefined,
      retract: () => undefined,
      // The lease stays expired, so without a pause it would be tried again at once.
      reject: () => {
        this.#expireAfter = this.#clock.monotonic() + retryMs
      },
    })
  }

  #serve(batch: Batch): void {
    // A job whose lease expired may have to run first again, so no lease is given before it is back.
    if (!this.#expiring) this.#reservations.serve(batch)
    if (!batch.writes) this.#arm()
  }

  #arm(): void {
    this.#disarm()
    const dues = [
      this.leases.nextDueIn(),
      this.#reservations.nextDueIn(),
      this.membership?.nextDueIn(),
    ]
    const dueIn = Math.min(...dues.filter((due) => due !== undefined))
    if (dueIn === Number.POSITIVE_INFINITY) return
    this.#disarm = this.#clock.schedule(dueIn === 0 ? retryMs : dueIn, () => this.#committer.wake())
  }

  #fail(error: Error): void {
    this.#disarm()
    this.leases.clear()
    this.#reservations.close(error)
    this.membership?.close(error)
    const quiet = error instanceof QueueClosedError
    if (!quiet) this.#onFailure(error)
    this.replica.events.close(quiet || !(error instanceof QueueError) ? undefined : error)
  }
}
