/** A few different texts, each with a small number; 0 is `''`. */
export class Dictionary {
  readonly #ids = new Map<string, number>()
  readonly #values: string[] = []
  #ranks = new Uint32Array(0)

  constructor(values: readonly string[] = ['']) {
    for (const value of values) this.intern(value)
  }

  get values(): readonly string[] {
    return this.#values
  }

  intern(value: string): number {
    const known = this.#ids.get(value)
    if (known !== undefined) return known
    const id = this.#values.length
    this.#values.push(value)
    this.#ids.set(value, id)
    return id
  }

  find(value: string): number | undefined {
    return this.#ids.get(value)
  }

  /** The text of an id; `''` for none. */
  value(id = 0): string {
    return this.#values[id] ?? ''
  }

  /** The position of each value in code unit order. */
  ranks(): Uint32Array {
    if (this.#ranks.length === this.#values.length) return this.#ranks
    const order = this.#values.map((_, id) => id)
    order.sort((a, b) => (this.value(a) < this.value(b) ? -1 : 1))
    const ranks = new Uint32Array(order.length)
    for (const [rank, id] of order.entries()) ranks[id] = rank
    this.#ranks = ranks
    return ranks
  }

  /** A byte for each value: 1 if it passes the test. */
  mark(test: (value: string) => boolean): Uint8Array {
    return Uint8Array.from(this.#values, (value) => (test(value) ? 1 : 0))
  }
}
