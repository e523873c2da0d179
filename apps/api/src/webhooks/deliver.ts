import { type Clock, Wake } from '@darkroom/foundation'
import { EventGapError, type JobQueue, type Message, type QueueEvent } from '@darkroom/job-queue'
import { readDestination, receiverOf } from './destination.ts'
import { Receiver } from './receiver.ts'
import { type RetryTimings, restDelay, retryDelay } from './retry-delay.ts'
import type { Outcome } from './sent-outcome.ts'

export interface DelivererOptions {
  readonly queue: Pick<JobQueue, 'outbox' | 'events' | 'lastEventId'>
  /** One try. Rejects only with the signal's reason. */
  readonly send: (message: Message, signal: AbortSignal) => Promise<Outcome>
  /** Hears that a receiver answered that it is gone for good. */
  readonly onGone: (message: Message) => Promise<void>
  readonly onFailure: (error: unknown, id: string) => void
  readonly clock: Clock
  readonly timings: RetryTimings
  readonly random: () => number
}

/** As many tries are under way at once, of all receivers. */
const mostAtOnce = 32

/**
 * Delivers the messages of the outbox while it has the turn to: until the signal aborts, with which every try under way ends.
 * Only one may have the turn, or what is told of one job could arrive in another order.
 */
export class Deliverer {
  readonly #options: DelivererOptions
  readonly #signal: AbortSignal
  readonly #receivers = new Map<string, Receiver>()
  readonly #underWay = new Set<Promise<void>>()
  /** Monotonic times at which messages are dead, by their ids: setting the wall clock kills none that is known. */
  readonly #deadlines = new Map<string, number>()
  readonly #wake = new Wake()
  readonly #enough: AbortSignal
  #listening = true

  /** `enough`: nothing more is begun, and what is under way comes to its end. */
  constructor(
    options: DelivererOptions,
    { signal, enough }: { readonly signal: AbortSignal; readonly enough: AbortSignal },
  ) {
    this.#options = options
    this.#signal = signal
    this.#enough = AbortSignal.any([signal, enough])
  }

  /** Resolves when the turn is over and nothing is under way, and when the queue has failed or is closed. */
  async run(): Promise<void> {
    const listening = this.#listen().finally(() => {
      this.#listening = false
      this.#wake.wake()
    })
    // It is told below, once nothing is under way.
    listening.catch(() => undefined)
    while (this.#listening && !this.#enough.aborted) {
      this.#start()
      await this.#wake.wait(this.#dueIn(), this.#enough).catch(() => undefined)
    }
    await Promise.all(this.#underWay)
    await listening
  }

  /** Takes what is pending, then what is added. */
  async #listen(): Promise<void> {
    const { queue } = this.#options
    for (;;) {
      const after = queue.lastEventId()
      for (const message of queue.outbox.pending()) this.#add(message)
      this.#wake.wake()
      try {
        for await (const event of queue.events({ after, signal: this.#enough })) {
          this.#hear(event)
        }
        return
      } catch (error) {
        if (this.#enough.aborted) return
        // So much happened meanwhile that not all of it is kept: what is pending is.
        if (!(error instanceof EventGapError)) throw error
      }
    }
  }

  #hear(event: QueueEvent): void {
    if (event.type !== 'message-added' && event.type !== 'message-replayed') return
    const message = this.#options.queue.outbox.get(event.messageId)
    if (message?.state !== 'pending') return
    this.#add(message)
    this.#wake.wake()
  }

  #add(message: Message): void {
    const { clock, timings } = this.#options
    const name = receiverOf(readDestination(message.to))
    const receiver = this.#receivers.get(name) ?? new Receiver()
    this.#receivers.set(name, receiver)
    const now = clock.monotonic()
    // The wall clock may have been set meanwhile: nothing waits longer than it was told to.
    const left = (until: number, most: number): number =>
      now + Math.min(Math.max(until - clock.now(), 0), most)
    const { patienceMs } = timings
    this.#deadlines.set(message.id, left(message.pendingSince + patienceMs, patienceMs))
    receiver.add(message.lane, message.id, left(message.availableAt, message.delayMs))
  }

  #start(): void {
    const now = this.#options.clock.monotonic()
    for (const [name, receiver] of [...this.#receivers]) {
      // Whoever was served comes last the next time.
      if (receiver.isDone || this.#serve(receiver, now)) this.#receivers.delete(name)
      if (!receiver.isDone) this.#receivers.set(name, receiver)
    }
  }

  /** Begins as many tries of the receiver as may be under way; false when there is none. */
  #serve(receiver: Receiver, now: number): boolean {
    const before = this.#underWay.size
    while (this.#underWay.size < mostAtOnce) {
      const next = receiver.take(now)
      if (next === undefined) break
      const work: Promise<void> = this.#try(receiver, next).finally(() => {
        this.#underWay.delete(work)
        this.#wake.wake()
      })
      this.#underWay.add(work)
    }
    return this.#underWay.size > before
  }

  #dueIn(): number {
    if (this.#underWay.size >= mostAtOnce) return Number.POSITIVE_INFINITY
    const now = this.#options.clock.monotonic()
    return Math.min(
      ...[...this.#receivers.values()].map((receiver) => receiver.dueIn(now)),
      Number.POSITIVE_INFINITY,
    )
  }

  async #try(
    receiver: Receiver,
    { lane, id }: { readonly lane: string; readonly id: string },
  ): Promise<void> {
    const { clock, timings, onFailure } = this.#options
    try {
      await this.#deliver(receiver, { lane, id })
    } catch (error) {
      if (!this.#signal.aborted) onFailure(error, id)
      receiver.again(lane, clock.monotonic() + timings.firstRetryMs, { wasAway: false })
    }
  }

  async #deliver(
    receiver: Receiver,
    { lane, id }: { readonly lane: string; readonly id: string },
  ): Promise<void> {
    const { queue, send, clock } = this.#options
    const message = queue.outbox.get(id)
    if (message?.state !== 'pending') return this.#finished(receiver, lane, id)
    const began = clock.monotonic()
    if (began >= (this.#deadlines.get(id) ?? Number.POSITIVE_INFINITY)) {
      await queue.outbox.gaveUp(id, { error: 'too-old', last: message.note ?? null })
      return this.#finished(receiver, lane, id)
    }
    const outcome = await send(message, this.#signal)
    await this.#note(receiver, { lane, message, outcome, ms: clock.monotonic() - began })
  }

  #finished(receiver: Receiver, lane: string, id: string): void {
    this.#deadlines.delete(id)
    receiver.finished(lane)
    // It may have been replayed just now.
    const message = this.#options.queue.outbox.get(id)
    if (message?.state === 'pending') this.#add(message)
  }

  async #note(
    receiver: Receiver,
    {
      lane,
      message,
      outcome,
      ms,
    }: {
      readonly lane: string
      readonly message: Message
      readonly outcome: Outcome
      readonly ms: number
    },
  ): Promise<void> {
    const { queue, clock, timings, random, onGone, onFailure } = this.#options
    const note = {
      ms: Math.round(ms),
      ...(outcome.status === undefined ? {} : { status: outcome.status }),
      ...(outcome.result === 'delivered' ? {} : { error: outcome.error }),
    }
    if (outcome.result === 'delivered' || !outcome.isAway) receiver.answered()
    if (outcome.result === 'delivered') {
      await queue.outbox.delivered(message.id, note)
      return this.#finished(receiver, lane, message.id)
    }
    if (outcome.result === 'gone') {
      await queue.outbox.gaveUp(message.id, note)
      this.#finished(receiver, lane, message.id)
      if (outcome.status === undefined) return
      return await onGone(message).catch((error: unknown) => onFailure(error, message.id))
    }
    const { retryAfterMs, isAway } = outcome
    const delayMs = retryDelay({ tries: message.tries + 1, retryAfterMs }, timings, random)
    if (isAway) {
      const rest = restDelay({ failures: receiver.failures + 1, retryAfterMs }, timings, random)
      receiver.rest(clock.monotonic() + rest)
    }
    await queue.outbox.tried(message.id, { note, delayMs })
    receiver.again(lane, clock.monotonic() + delayMs, { wasAway: isAway })
  }
}
