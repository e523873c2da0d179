import { untilAborted } from '@darkroom/foundation'
import type { DecodeJob } from './decode-job.ts'
import type { Priority, WorkOptions } from './thumbnailer.ts'

export interface Flight<T> {
  readonly job: Pick<DecodeJob, 'askAgain' | 'abandon'>
  readonly result: Promise<T>
}

/** Makes one thing once for all callers that ask meanwhile; gives up when all of them have gone. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T> & { waiters: number }>()

  async run(
    key: string,
    { signal, priority = 'interactive' }: WorkOptions,
    start: (priority: Priority) => Flight<T>,
  ): Promise<T> {
    signal?.throwIfAborted()
    const known = this.#flights.get(key)
    known?.job.askAgain(priority)
    const flight = known ?? { ...start(priority), waiters: 0 }
    if (known === undefined) {
      this.#flights.set(key, flight)
      const land = () => this.#land(key, flight)
      flight.result.then(land, land)
    }
    flight.waiters++
    try {
      return await untilAborted(flight.result, signal)
    } finally {
      flight.waiters--
      if (flight.waiters === 0 && this.#land(key, flight)) flight.job.abandon(signal?.reason)
    }
  }

  /** Ends a flight. False when it had ended already. */
  #land(key: string, flight: Flight<T>): boolean {
    return this.#flights.get(key) === flight && this.#flights.delete(key)
  }
}
