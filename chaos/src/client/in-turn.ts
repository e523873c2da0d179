/** Milliseconds after which a client of several processes goes to the next of them. */
const stayMs = 600

/** The processes of the product as a client that follows a stream goes from one to the next. */
export class InTurn {
  readonly #urls: readonly string[]
  #turn = -1

  constructor(urls: readonly string[]) {
    this.#urls = urls
  }

  /** The next to ask. */
  next(): string {
    this.#turn += 1
    return this.#urls[this.#turn % this.#urls.length] ?? ''
  }

  /** Ends with the signal, and with the time after which the next is asked where there are several. */
  stay(signal: AbortSignal): AbortSignal {
    return this.#urls.length === 1 ? signal : AbortSignal.any([signal, AbortSignal.timeout(stayMs)])
  }
}
