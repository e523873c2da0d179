import { createBreaks } from '@darkroom/foundation'
import type { GallerySort } from '../gallery-query.ts'
import { atOnce, orderByTime, orderByValue } from './build-order.ts'
import type { EntryTable } from './entry-table.ts'
import { createSortKey, type SortKey } from './sort-keys.ts'
import { SortOrder } from './sort-order.ts'

interface Preparation {
  /** The slots that have come or gone since it began. */
  readonly touched: Set<number>
  readonly done: Promise<void>
}

/** The orders of all images, each made when it is first needed and then kept. */
export class SortOrders {
  readonly #table: EntryTable
  readonly #keys = new Map<GallerySort, SortKey>()
  readonly #orders = new Map<GallerySort, SortOrder>()
  readonly #preparations = new Map<GallerySort, Preparation>()

  /** `byTime`: the slots in order of time, if known. */
  constructor(table: EntryTable, byTime?: Uint32Array) {
    this.#table = table
    if (byTime !== undefined) this.#keep('timestamp', byTime)
  }

  key(sortBy: GallerySort): SortKey {
    const key = this.#keys.get(sortBy) ?? createSortKey(this.#table, sortBy)
    this.#keys.set(sortBy, key)
    return key
  }

  order(sortBy: GallerySort): SortOrder {
    const known = this.#orders.get(sortBy)
    if (known !== undefined) return known
    if (sortBy === 'timestamp')
      return this.#keep(sortBy, orderByTime(this.#table, this.key(sortBy)))
    const byTime = this.order('timestamp').slots().slice()
    return this.#keep(sortBy, atOnce(orderByValue(this.#table, byTime, sortBy)))
  }

  /** Makes an order in turns with others' work; images may come and go meanwhile. */
  async prepare(sortBy: GallerySort): Promise<void> {
    if (this.#orders.has(sortBy)) return
    if (sortBy === 'timestamp') this.order(sortBy)
    else await (this.#preparations.get(sortBy) ?? this.#begin(sortBy)).done
  }

  /** Removes slots, whose columns must still have the old values. */
  remove(slots: readonly number[]): void {
    for (const order of this.#orders.values()) order.remove(slots)
    this.#touch(slots)
  }

  add(slots: readonly number[]): void {
    for (const order of this.#orders.values()) order.add(slots)
    this.#touch(slots)
  }

  #touch(slots: readonly number[]): void {
    for (const { touched } of this.#preparations.values()) {
      for (const slot of slots) touched.add(slot)
    }
  }

  #begin(sortBy: Exclude<GallerySort, 'timestamp'>): Preparation {
    const touched = new Set<number>()
    const preparation = { touched, done: this.#prepare(sortBy, touched) }
    this.#preparations.set(sortBy, preparation)
    return preparation
  }

  async #prepare(
    sortBy: Exclude<GallerySort, 'timestamp'>,
    touched: ReadonlySet<number>,
  ): Promise<void> {
    const breaks = createBreaks()
    const steps = orderByValue(this.#table, this.order('timestamp').slots().slice(), sortBy)
    try {
      for (;;) {
        await breaks()
        const { done, value } = steps.next()
        if (done) return this.#finish(sortBy, value, touched)
      }
    } finally {
      this.#preparations.delete(sortBy)
    }
  }

  /** Puts the slots right that have come or gone while an order was made. */
  #finish(sortBy: GallerySort, slots: Uint32Array, touched: ReadonlySet<number>): void {
    if (this.#orders.has(sortBy)) return
    const order = this.#keep(sortBy, slots)
    if (touched.size === 0) return
    order.removeAnywhere(touched)
    order.add([...touched].filter((slot) => this.#table.isAlive(slot)))
  }

  #keep(sortBy: GallerySort, slots: Uint32Array): SortOrder {
    const order = new SortOrder(this.key(sortBy), slots)
    this.#orders.set(sortBy, order)
    return order
  }
}
