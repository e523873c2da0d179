import type { Clock } from '@darkroom/foundation'
import type { Job } from './job.ts'
import type { LeaseRef } from './job-queue.ts'
import type { QueueEvent } from './queue-event.ts'

interface Held {
  readonly epoch: number
  readonly leaseMs: number
  readonly expiresAt: number
}

/**
 * The ends of leases and delays by the monotonic clock, valid only while this process runs. A restart voids leases and
 * starts delays anew.
 */
export class LeaseTable {
  readonly #clock: Clock
  readonly #held = new Map<string, Held>()
  readonly #wakeAt = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get heldIds(): readonly string[] {
    return [...this.#held.keys()]
  }

  grant({ jobId, epoch }: LeaseRef, leaseMs: number): number {
    const expiresAt = this.#clock.monotonic() + leaseMs
    this.#held.set(jobId, { epoch, leaseMs, expiresAt })
    return expiresAt
  }

  isHeld({ jobId, epoch }: LeaseRef): boolean {
    const held = this.#held.get(jobId)
    return held?.epoch === epoch && held.expiresAt > this.#clock.monotonic()
  }

  /** The lease was given to this process, and has not ended yet, though its time may be over. */
  isKnown({ jobId, epoch }: LeaseRef): boolean {
    return this.#held.get(jobId)?.epoch === epoch
  }

  /** Restarts the lease's time. False when the lease is lost. */
  extend(lease: LeaseRef): boolean {
    const held = this.#held.get(lease.jobId)
    if (held === undefined || !this.isHeld(lease)) return false
    this.grant(lease, held.leaseMs)
    return true
  }

  /** Forgets all leases; delays go on, for they are nobody's. */
  forgetHeld(): void {
    this.#held.clear()
  }

  /** Forgets all leases and delays. */
  clear(): void {
    this.#held.clear()
    this.#wakeAt.clear()
  }

  /** Updates leases and delays after events. */
  follow(events: readonly QueueEvent[], jobs: ReadonlyMap<string, Job>): void {
    for (const { jobId } of events) {
      if (jobId === undefined) continue
      const job = jobs.get(jobId)
      if (job?.record.state !== 'leased') this.#held.delete(jobId)
      if (job?.record.state !== 'delayed') this.#wakeAt.delete(jobId)
      else if (!this.#wakeAt.has(jobId)) this.delay(jobId, job.delayMs)
    }
  }

  delay(jobId: string, delayMs: number): void {
    this.#wakeAt.set(jobId, this.#clock.monotonic() + delayMs)
  }

  expired(): readonly string[] {
    const now = this.#clock.monotonic()
    return [...this.#held].flatMap(([id, { expiresAt }]) => (expiresAt <= now ? [id] : []))
  }

  /** Jobs whose delay is over; each is returned once. */
  takeAwake(): readonly string[] {
    const now = this.#clock.monotonic()
    const awake = [...this.#wakeAt].flatMap(([id, wakeAt]) => (wakeAt <= now ? [id] : []))
    for (const id of awake) this.#wakeAt.delete(id)
    return awake
  }

  /** Milliseconds to the next end of a lease or delay; undefined when there is none. */
  nextDueIn(): number | undefined {
    let next = Number.POSITIVE_INFINITY
    for (const { expiresAt } of this.#held.values()) next = Math.min(next, expiresAt)
    for (const wakeAt of this.#wakeAt.values()) next = Math.min(next, wakeAt)
    return next === Number.POSITIVE_INFINITY
      ? undefined
      : Math.max(0, next - this.#clock.monotonic())
  }
}
