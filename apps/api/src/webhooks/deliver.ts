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
  readonly onFailure: (error: unknown, message: Message) => void
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
  readonly #wake = new Wake()
  #listening = true

  constructor(options: DelivererOptions, signal: AbortSignal) {
    this.#options = options
    this.#signal = signal
  }

  /** Resolves when the turn is over and nothing is under way, and when the queue has failed or is closed. */
  async run(): Promise<void> {
    const listening = this.#listen().finally(() => {
      this.#listening = false
      this.#wake.wake()
    })
    while (this.#listening && !this.#signal.aborted) {
      this.#start()
      await this.#wake.wait(this.#dueIn(), this.#signal).catch(() => undefined)
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
        for await (const event of queue.events({ after, signal: this.#signal })) {
          this.#hear(event)
        }
        return
      } catch (error) {
        if (this.#signal.aborted) return
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
    const { clock } = this.#options
    const name = receiverOf(readDestination(message.to))
    const receiver = this.#receivers.get(name) ?? new Receiver()
    this.#receivers.set(name, receiver)
    // The wall clock may have been set meanwhile: nothing waits longer than it was told to.
    const left = Math.min(Math.max(message.availableAt - clock.now(), 0), message.delayMs)
    receiver.add(message.lane, message.id, clock.monotonic() + left)
  }

  #start(): void {
    const now = this.#options.clock.monotonic()
    for (const [name, receiver] of this.#receivers) {
      if (receiver.isDone) this.#receivers.delete(name)
      for (;;) {
        const next = this.#underWay.size < mostAtOnce ? receiver.take(now) : undefined
        if (next === undefined) break
        const work: Promise<void> = this.#try(receiver, next).finally(() => {
          this.#underWay.delete(work)
          this.#wake.wake()
        })
        this.#underWay.add(work)
      }
    }
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
    const { queue, send, clock, onFailure } = this.#options
    const message = queue.outbox.get(id)
    if (message?.state !== 'pending') return receiver.finished(lane)
    try {
      if (clock.now() - message.pendingSince >= this.#options.timings.patienceMs) {
        await queue.outbox.gaveUp(id, { error: 'too-old', last: message.note ?? null })
        return receiver.finished(lane)
      }
      const began = clock.monotonic()
      const outcome = await send(message, this.#signal)
      await this.#note(receiver, { lane, message, outcome, ms: clock.monotonic() - began })
    } catch (error) {
      if (!this.#signal.aborted) onFailure(error, message)
      receiver.again(lane, clock.monotonic() + this.#options.timings.firstRetryMs, {
        wasAway: false,
      })
    }
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
    const { queue, clock, timings, random, onGone } = this.#options
    const note = {
      ms: Math.round(ms),
      ...(outcome.status === undefined ? {} : { status: outcome.status }),
      ...(outcome.result === 'delivered' ? {} : { error: outcome.error }),
    }
    if (outcome.result === 'delivered' || !outcome.isAway) receiver.answered()
    if (outcome.result === 'delivered') {
      await queue.outbox.delivered(message.id, note)
      return receiver.finished(lane)
    }
    if (outcome.result === 'gone') {
      await queue.outbox.gaveUp(message.id, note)
      receiver.finished(lane)
      if (outcome.status !== undefined) await onGone(message)
      return
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
