import { grown } from './text-heap.ts'

/** The slots of each directory, as linked lists in three arrays. */
export class SlotLists {
  #heads: Uint32Array = new Uint32Array(64)
  #next: Uint32Array = new Uint32Array(1024)
  #previous: Uint32Array = new Uint32Array(1024)

  add(list: number, slot: number): void {
    while (list >= this.#heads.length) this.#heads = grown(this.#heads, this.#heads.length * 2)
    while (slot >= this.#next.length) {
      this.#next = grown(this.#next, this.#next.length * 2)
      this.#previous = grown(this.#previous, this.#previous.length * 2)
    }
    const head = this.#heads[list] ?? 0
    this.#next[slot] = head
    this.#previous[slot] = 0
    if (head !== 0) this.#previous[head - 1] = slot + 1
    this.#heads[list] = slot + 1
  }

  remove(list: number, slot: number): void {
    const next = this.#next[slot] ?? 0
    const previous = this.#previous[slot] ?? 0
    if (next !== 0) this.#previous[next - 1] = previous
    if (previous === 0) this.#heads[list] = next
    else this.#next[previous - 1] = next
  }

  *slots(list: number): Generator<number, void> {
    let member = this.#heads[list] ?? 0
    while (member !== 0) {
      yield member - 1
      member = this.#next[member - 1] ?? 0
    }
  }
}
