interface Position {
  readonly id: string
  readonly order: number
}

/** Ids in the order of acceptance, for reading pages from the newest end. Forgotten ids are removed lazily. */
export class OrderIndex {
  #positions: Position[] = []
  #gone = 0

  /** Adds an id; `order` must be larger than all before. */
  append(id: string, order: number): void {
    this.#positions.push({ id, order })
  }

  /** Replaces the content with these ids, given in any order. */
  fill(
    items: readonly { readonly record: { readonly id: string }; readonly order: number }[],
  ): void {
    this.#positions = items
      .map(({ record: { id }, order }) => ({ id, order }))
      .sort((left, right) => left.order - right.order)
    this.#gone = 0
  }

  /** Counts one id that `isKnown` no longer knows. */
  forget(isKnown: (id: string) => boolean): void {
    this.#gone++
    if (this.#gone * 2 < this.#positions.length || this.#gone < 1_000) return
    this.#positions = this.#positions.filter(({ id }) => isKnown(id))
    this.#gone = 0
  }

  /** Ids from the newest before `order` to the oldest. */
  *newestFirst(order: number): Generator<string> {
    for (let index = this.#indexOf(order) - 1; index >= 0; index--) {
      const position = this.#positions[index]
      if (position !== undefined) yield position.id
    }
  }

  /** Number of ids accepted before `order`. */
  #indexOf(order: number): number {
    let low = 0
    let high = this.#positions.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#positions[middle]?.order ?? order) < order) low = middle + 1
      else high = middle
    }
    return low
  }
}
