/** What a job was moved to: a place before the job of that order, or its own. */
export interface Place {
  readonly order: number
  /** Orders the jobs that were moved before the same one, which has none and comes last. */
  readonly key?: string
}

/**
 * The rank that decides which job runs next: higher priority first, then the earlier turn, then earlier acceptance, or the
 * place that it was moved to.
 */
export interface Rank extends Place {
  readonly id: string
  readonly priority: number
  readonly turn: number
}

/** While jobs are moved together, one can have the key that another still has: then their ids tell them apart. */
export function isBefore(a: Rank, b: Rank): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority
  if (a.turn !== b.turn) return a.turn < b.turn
  if (a.order !== b.order) return a.order < b.order
  if (a.key === b.key) return a.id < b.id
  return a.key !== undefined && (b.key === undefined || a.key < b.key)
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

  at(index: number): Rank | undefined {
    return this.#ranks[index]
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
