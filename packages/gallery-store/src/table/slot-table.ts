import type { Columns } from './columns.ts'
import type { IdWords } from './id-words.ts'

/** Finds the slot of an id by open addressing; the ids themselves are in the columns. */
export class SlotTable {
  #buckets: Uint32Array
  #used = 0

  /** `expected`: the number of slots to be added soon. */
  constructor(expected: number) {
    let size = 1024
    while (size < expected * 2.5) size *= 2
    this.#buckets = new Uint32Array(size)
  }

  find(columns: Columns, id: IdWords): number | undefined {
    const mask = this.#buckets.length - 1
    for (let bucket = id.low & mask; ; bucket = (bucket + 1) & mask) {
      const slot = (this.#buckets[bucket] ?? 0) - 1
      if (slot < 0) return undefined
      if (hasId(columns, slot, id)) return slot
    }
  }

  add(columns: Columns, slot: number): void {
    if ((this.#used + 1) * 2 > this.#buckets.length) this.#grow(columns)
    this.#place(columns, slot)
    this.#used += 1
  }

  /** Removes a slot by moving later members of the chain back, so there are no tombstones. */
  remove(columns: Columns, slot: number): void {
    const mask = this.#buckets.length - 1
    let gap = (columns.idLow[slot] ?? 0) & mask
    while (this.#buckets[gap] !== slot + 1) gap = (gap + 1) & mask
    for (let next = (gap + 1) & mask; ; next = (next + 1) & mask) {
      const member = (this.#buckets[next] ?? 0) - 1
      if (member < 0) break
      const home = (columns.idLow[member] ?? 0) & mask
      if (((next - home) & mask) < ((next - gap) & mask)) continue
      this.#buckets[gap] = member + 1
      gap = next
    }
    this.#buckets[gap] = 0
    this.#used -= 1
  }

  #grow(columns: Columns): void {
    const slots = this.#buckets.filter((bucket) => bucket !== 0)
    this.#buckets = new Uint32Array(this.#buckets.length * 4)
    for (const member of slots) this.#place(columns, member - 1)
  }

  #place(columns: Columns, slot: number): void {
    const mask = this.#buckets.length - 1
    let bucket = (columns.idLow[slot] ?? 0) & mask
    while (this.#buckets[bucket] !== 0) bucket = (bucket + 1) & mask
    this.#buckets[bucket] = slot + 1
  }
}

function hasId(columns: Columns, slot: number, id: IdWords): boolean {
  return (
    columns.idLow[slot] === id.low &&
    columns.idMiddle[slot] === id.middle &&
    columns.idHigh[slot] === id.high
  )
}
