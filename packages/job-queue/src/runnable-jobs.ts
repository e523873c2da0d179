import { SortedList } from './sorted-list.ts'

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
  readonly groupId?: string | undefined
  readonly priority: number
  readonly turn: number
  /** The number of its acceptance. */
  readonly accepted: number
}

/** While jobs are moved together, one can have the key that another still has: then their ids tell them apart. */
function isBefore(a: Rank, b: Rank): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority
  if (a.turn !== b.turn) return a.turn < b.turn
  if (a.order !== b.order) return a.order < b.order
  if (a.key === b.key) return a.id < b.id
  return a.key !== undefined && (b.key === undefined || a.key < b.key)
}

/** Waiting jobs in the order they will run. */
export class RunnableJobs {
  readonly #ranks = new SortedList<Rank>(isBefore)
  #version = 0

  /** Version of the order, which grows with every change. */
  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#ranks.size
  }

  add(rank: Rank): void {
    this.#ranks.add(rank)
    this.#version++
  }

  remove(rank: Rank): void {
    if (this.#ranks.remove(rank)) this.#version++
  }

  position(rank: Rank): number | undefined {
    return this.#ranks.position(rank)
  }

  at(index: number): Rank | undefined {
    return this.#ranks.at(index)
  }

  *[Symbol.iterator](): Generator<string> {
    for (const { id } of this.#ranks) yield id
  }

  ranks(): Iterable<Rank> {
    return this.#ranks
  }
}
