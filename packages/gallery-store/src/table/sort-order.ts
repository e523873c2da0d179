import type { SortKey, SortPosition } from './sort-keys.ts'
import { grown } from './text-heap.ts'

/** The number up to which slots are inserted one by one; more are merged. */
const few = 8

/** Slots in ascending order of a key, through additions and removals. */
export class SortOrder {
  #slots: Uint32Array
  #length: number
  readonly #key: SortKey

  /** `slots` must be sorted. */
  constructor(key: SortKey, slots: Uint32Array) {
    this.#key = key
    this.#slots = slots
    this.#length = slots.length
  }

  get length(): number {
    return this.#length
  }

  at(index: number): number {
    return this.#slots[index] ?? 0
  }

  slots(): Uint32Array {
    return this.#slots.subarray(0, this.#length)
  }

  /** An order of other slots, which are sorted already. */
  of(sorted: Uint32Array): SortOrder {
    return new SortOrder(this.#key, sorted)
  }

  /** The order of some of its slots alone, all below `end`. */
  only(some: Uint32Array, end: number): SortOrder {
    const mask = new Uint8Array(end)
    for (let index = 0; index < some.length; index += 1) mask[some[index] ?? 0] = 1
    // One more, for the place behind the last one is written to as well.
    const slots = new Uint32Array(some.length + 1)
    let kept = 0
    for (let index = 0; index < this.#length; index += 1) {
      const slot = this.#slots[index] ?? 0
      slots[kept] = slot
      kept += mask[slot] ?? 0
    }
    return this.of(slots.subarray(0, some.length))
  }

  /** The first index with a slot for which `isBefore` is false; it must be true only for a beginning of the order. */
  partition(isBefore: (slot: number) => boolean): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(this.at(middle))) low = middle + 1
      else high = middle
    }
    return low
  }

  firstAtOrAfter(position: SortPosition): number {
    return this.partition((slot) => this.#key.comparePosition(slot, position) < 0)
  }

  firstAfter(position: SortPosition): number {
    return this.partition((slot) => this.#key.comparePosition(slot, position) <= 0)
  }

  /** Removes slots, whose columns must still have the old values. */
  remove(slots: readonly number[]): void {
    if (slots.length <= few) for (const slot of slots) this.#removeOne(slot)
    else this.#removeMany(new Set(slots))
  }

  /** Removes slots that may be at any place. */
  removeAnywhere(slots: ReadonlySet<number>): void {
    this.#removeMany(slots)
  }

  add(slots: readonly number[]): void {
    this.#reserve(this.#length + slots.length)
    if (slots.length <= few) for (const slot of slots) this.#addOne(slot)
    else this.#addMany(Uint32Array.from(slots).sort(this.#key.compare))
  }

  #removeOne(slot: number): void {
    const index = this.partition((other) => this.#key.compare(other, slot) < 0)
    this.#slots.copyWithin(index, index + 1, this.#length)
    this.#length -= 1
  }

  #removeMany(gone: ReadonlySet<number>): void {
    let kept = 0
    for (let index = 0; index < this.#length; index += 1) {
      const slot = this.at(index)
      if (gone.has(slot)) continue
      this.#slots[kept] = slot
      kept += 1
    }
    this.#length = kept
  }

  #addOne(slot: number): void {
    const index = this.partition((other) => this.#key.compare(other, slot) < 0)
    this.#slots.copyWithin(index + 1, index, this.#length)
    this.#slots[index] = slot
    this.#length += 1
  }

  /** Merges from the end: slots behind the last new one move once, slots before the first not at all. */
  #addMany(sorted: Uint32Array): void {
    let end = this.#length
    let target = this.#length + sorted.length
    this.#length = target
    for (let index = sorted.length - 1; index >= 0; index -= 1) {
      const slot = sorted[index] ?? 0
      const place = this.#placeBefore(end, slot)
      this.#slots.copyWithin(target - (end - place), place, end)
      target -= end - place + 1
      this.#slots[target] = slot
      end = place
    }
  }

  #placeBefore(end: number, slot: number): number {
    let low = 0
    let high = end
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#key.compare(this.at(middle), slot) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #reserve(length: number): void {
    if (length > this.#slots.length) {
      this.#slots = grown(this.#slots, Math.max(1024, Math.ceil(length * 1.25)))
    }
  }
}
