/** Python's `heapq`. Clients can see the order of the list, so it must be the same as in Python. */
export class Heap<T> {
  readonly #items: T[] = []
  readonly #isLess: (left: T, right: T) => boolean

  /** When `isLess` throws, the item stays where it was put, as in Python. */
  constructor(isLess: (left: T, right: T) => boolean) {
    this.#isLess = isLess
  }

  get items(): readonly T[] {
    return this.#items
  }

  push(item: T): void {
    this.#items.push(item)
    this.#siftDown(0, this.#items.length - 1)
  }

  pop(): T | undefined {
    const last = this.#items.pop()
    const [first] = this.#items
    if (first === undefined || last === undefined) return last
    this.#items[0] = last
    this.#siftUp(0)
    return first
  }

  clear(): void {
    this.#items.length = 0
  }

  removeAt(index: number): void {
    this.#items.splice(index, 1)
    for (let at = Math.floor(this.#items.length / 2) - 1; at >= 0; at -= 1) this.#siftUp(at)
  }

  #siftDown(start: number, from: number): void {
    let at = from
    const item = this.#items[at]
    while (at > start && item !== undefined) {
      const parentAt = (at - 1) >> 1
      const parent = this.#items[parentAt]
      if (parent === undefined || !this.#isLess(item, parent)) break
      this.#items[at] = parent
      at = parentAt
      this.#items[at] = item
    }
  }

  #siftUp(from: number): void {
    const end = this.#items.length
    const item = this.#items[from]
    if (item === undefined) return
    let at = from
    let child = 2 * at + 1
    while (child < end) {
      const right = child + 1
      const [a, b] = [this.#items[child], this.#items[right]]
      if (right < end && a !== undefined && b !== undefined && !this.#isLess(a, b)) child = right
      const smallest = this.#items[child]
      if (smallest === undefined) break
      this.#items[at] = smallest
      at = child
      child = 2 * at + 1
    }
    this.#items[at] = item
    this.#siftDown(from, at)
  }
}
