/**
 * Room for the bytes of uploads that are still coming, which nobody knows yet to be new. Where there is none, uploads wait, and
 * with them whoever sends; the one that came first never does, so that some end always.
 */
export class IncomingRoom {
  readonly #limitBytes: number
  /** Those under way with their bytes, in the order in which they came. */
  readonly #taken = new Map<symbol, number>()
  #waiting = Promise.withResolvers<void>()

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  /** A place for one upload; disposing gives its bytes back. */
  enter(): IncomingPlace & Disposable {
    const key = Symbol('upload')
    this.#taken.set(key, 0)
    return {
      take: (bytes) => this.#take(key, bytes),
      [Symbol.dispose]: () => {
        this.#taken.delete(key)
        this.#wake()
      },
    }
  }

  async #take(key: symbol, bytes: number): Promise<void> {
    while (!this.#fits(key, bytes)) await this.#waiting.promise
    this.#taken.set(key, (this.#taken.get(key) ?? 0) + bytes)
  }

  #fits(key: symbol, bytes: number): boolean {
    const [first] = this.#taken.keys()
    if (first === key) return true
    const sum = this.#taken.values().reduce((all, one) => all + one, 0)
    return sum + bytes <= this.#limitBytes
  }

  #wake(): void {
    this.#waiting.resolve()
    this.#waiting = Promise.withResolvers()
  }
}

export interface IncomingPlace {
  /** Resolves when there is room for so many more bytes. */
  take(bytes: number): Promise<void>
}
