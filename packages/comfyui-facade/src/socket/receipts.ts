/** A socket that asks whether what was sent has arrived, as that of `ws` does. */
interface Pinging {
  ping(data: string): void
  on(event: 'pong', listener: (data: unknown) => void): unknown
}

const isPinging = (raw: unknown): raw is Pinging =>
  typeof raw === 'object' &&
  raw !== null &&
  'ping' in raw &&
  typeof raw.ping === 'function' &&
  'on' in raw &&
  typeof raw.on === 'function'

/**
 * Tells what a client has: what was sent into a socket whose other end is gone is lost, and nothing says so for minutes. Every client
 * answers a ping, in order, so an answer is the receipt of all before it. Of a socket that cannot ask, all counts as received.
 */
export class Receipts {
  readonly #raw: Pinging | undefined
  readonly #asked = new Map<string, () => void>()
  /** What is known to have arrived but for its last message. */
  readonly #almost = new Set<() => void>()
  #number = 0

  constructor(raw: unknown) {
    this.#raw = isPinging(raw) ? raw : undefined
    this.#raw?.on('pong', (data) => this.#hear(String(data)))
  }

  /** To be called before a last message, and what it returns after it; `received` is called once the client has that. */
  ask(received: () => void): () => void {
    this.#ping(() => this.#almost.add(received))
    return () =>
      this.#ping(() => {
        this.#almost.delete(received)
        received()
      })
  }

  /** The client has taken its leave: many do at the last message, and answer nothing any more. */
  end(): void {
    for (const received of this.#almost) received()
    this.#almost.clear()
  }

  #ping(then: () => void): void {
    if (this.#raw === undefined) {
      then()
      return
    }
    this.#number += 1
    this.#asked.set(String(this.#number), then)
    this.#raw.ping(String(this.#number))
  }

  #hear(number: string): void {
    const then = this.#asked.get(number)
    this.#asked.delete(number)
    then?.()
  }
}
