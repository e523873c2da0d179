import { untilAborted } from '@darkroom/foundation'
import type { WorkOptions } from './thumbnailer.ts'
import { Ticket } from './ticket.ts'

interface Flight<T> {
  readonly ticket: Ticket
  readonly abort: (reason: unknown) => void
  readonly result: Promise<T>
  waiters: number
}

/** However many ask for one thing, it is made once; it is given up when all who asked have gone. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>()

  async run(
    key: string,
    { signal, priority = 'interactive' }: WorkOptions,
    start: (ticket: Ticket) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted()
    const known = this.#flights.get(key)
    known?.ticket.askAgain(priority)
    const flight = known ?? this.#begin(key, priority, start)
    flight.waiters++
    try {
      return await untilAborted(flight.result, signal)
    } finally {
      flight.waiters--
      if (flight.waiters === 0) this.#giveUp(key, flight, signal?.reason)
    }
  }

  #begin(
    key: string,
    priority: Ticket['priority'],
    start: (ticket: Ticket) => Promise<T>,
  ): Flight<T> {
    const controller = new AbortController()
    const ticket = new Ticket(priority, controller.signal)
    const result = start(ticket).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    })
    // Whoever waits hears of a failure; when nobody does any more, nobody needs to.
    result.catch(() => undefined)
    const flight = {
      ticket,
      abort: (reason: unknown) => controller.abort(reason),
      result,
      waiters: 0,
    }
    this.#flights.set(key, flight)
    return flight
  }

  #giveUp(key: string, flight: Flight<T>, reason: unknown): void {
    if (this.#flights.get(key) !== flight) return
    this.#flights.delete(key)
    flight.abort(reason)
  }
}
