/** A chunk that grows to this many items is split into two. */
const mostInChunk = 1_024

interface Spot {
  readonly chunk: number
  readonly index: number
}

/**
 * Items in order, in short arrays: what is added or removed in the middle of a hundred thousand moves a thousand of them at most.
 * Two items of which neither is before the other are the same one.
 */
export class SortedList<T> {
  readonly #isBefore: (one: T, other: T) => boolean
  /** None of them is empty. */
  readonly #chunks: T[][] = []
  #size = 0

  constructor(isBefore: (one: T, other: T) => boolean) {
    this.#isBefore = isBefore
  }

  get size(): number {
    return this.#size
  }

  add(item: T): void {
    const { chunk, index } = this.#spotOf(item)
    const items = this.#chunks[chunk]
    this.#size++
    if (items === undefined) {
      this.#chunks.push([item])
      return
    }
    items.splice(index, 0, item)
    if (items.length < mostInChunk) return
    // What comes in order, as most does, leaves full chunks behind.
    const isLast = chunk === this.#chunks.length - 1
    const rest = items.splice(isLast ? mostInChunk - 1 : mostInChunk / 2)
    this.#chunks.splice(chunk + 1, 0, rest)
  }

  /** False when it is not there. */
  remove(item: T): boolean {
    const { chunk, index } = this.#spotOf(item)
    const items = this.#chunks[chunk]
    if (items === undefined || !this.#isAt(item, { chunk, index })) return false
    items.splice(index, 1)
    if (items.length === 0) this.#chunks.splice(chunk, 1)
    this.#size--
    return true
  }

  /** How many are before it; undefined when it is not there. */
  position(item: T): number | undefined {
    const spot = this.#spotOf(item)
    if (!this.#isAt(item, spot)) return undefined
    let before = spot.index
    for (let chunk = 0; chunk < spot.chunk; chunk++) before += this.#chunks[chunk]?.length ?? 0
    return before
  }

  at(index: number): T | undefined {
    let left = index
    for (const items of this.#chunks) {
      if (left < items.length) return items[left]
      left -= items.length
    }
    return undefined
  }

  *[Symbol.iterator](): Generator<T> {
    for (const items of this.#chunks) yield* items
  }

  #isAt(item: T, { chunk, index }: Spot): boolean {
    const found = this.#chunks[chunk]?.[index]
    return found !== undefined && !this.#isBefore(item, found)
  }

  /** Where the item is, or would go. */
  #spotOf(item: T): Spot {
    const isBehind = (other: T | undefined): boolean =>
      other !== undefined && this.#isBefore(other, item)
    const chunks = this.#chunks
    const behind = countOf(chunks.length, (index) => isBehind(chunks[index]?.at(-1)))
    const chunk = Math.min(behind, Math.max(0, chunks.length - 1))
    const items = chunks[chunk] ?? []
    return { chunk, index: countOf(items.length, (index) => isBehind(items[index])) }
  }
}

/** How many of the first numbers pass, when all that pass come first. */
const countOf = (length: number, passes: (index: number) => boolean): number => {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(middle)) low = middle + 1
    else high = middle
  }
  return low
}
