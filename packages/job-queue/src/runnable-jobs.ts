/** The rank that decides which job runs next: higher priority first, then the earlier turn, then earlier acceptance. */
export interface Rank {
  readonly id: string
  readonly priority: number
  readonly turn: number
  readonly order: number
}

function isBefore(a: Rank, b: Rank): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority
  return a.turn === b.turn ? a.order < b.order : a.turn < b.turn
}

/** The waiting jobs in the order they will run: a sorted array. */
export class RunnableJobs {
  readonly #ranks: Rank[] = []
  #version = 0

  /** Version of the order, which grows with every change. */
  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#ranks.length
  }

  add(rank: Rank): void {
    this.#ranks.splice(this.#indexOf(rank), 0, rank)
    this.#version++
  }

  remove(rank: Rank): void {
    const index = this.#indexOf(rank)
    if (this.#ranks[index]?.id !== rank.id) return
    this.#ranks.splice(index, 1)
    this.#version++
  }

  position(rank: Rank): number | undefined {
    const index = this.#indexOf(rank)
    return this.#ranks[index]?.id === rank.id ? index : undefined
  }

  *[Symbol.iterator](): Generator<string> {
    for (const { id } of this.#ranks) yield id
  }

  /** Index of the rank, or where it would go. */
  #indexOf(rank: Rank): number {
    let low = 0
    let high = this.#ranks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = this.#ranks[middle]
      if (other !== undefined && isBefore(other, rank)) low = middle + 1
      else high = middle
    }
    return low
  }
}
