import type { GalleryFacets, GalleryFilter, GallerySort } from '../gallery-query.ts'
import { countFacets } from './count-facets.ts'
import type { EntryTable } from './entry-table.ts'
import { matchSlots } from './match-slots.ts'
import type { SortOrder } from './sort-order.ts'

/** What matches one filter in one state of the table; what is asked of it again is not computed again. */
export class FilteredImages {
  readonly #table: EntryTable
  readonly #orderOfAll: (sortBy: GallerySort) => SortOrder
  readonly #byTime: SortOrder
  #order: { readonly sortBy: GallerySort; readonly order: SortOrder } | undefined
  #bytes: number | undefined
  #facets: GalleryFacets | undefined

  constructor(
    table: EntryTable,
    filter: GalleryFilter,
    orderOfAll: (sortBy: GallerySort) => SortOrder,
  ) {
    this.#table = table
    this.#orderOfAll = orderOfAll
    const byTime = orderOfAll('timestamp')
    this.#byTime = byTime.of(matchSlots(table, filter, byTime))
  }

  get count(): number {
    return this.#byTime.length
  }

  /** The bytes of all files together. */
  get bytes(): number {
    this.#bytes ??= sumOf(this.#table.columns.size, this.#byTime.slots())
    return this.#bytes
  }

  /** The matches in order. Only the order asked for last is kept besides that by time, for it has four bytes for each match. */
  order(sortBy: GallerySort): SortOrder {
    if (sortBy === 'timestamp') return this.#byTime
    if (this.#order?.sortBy === sortBy) return this.#order.order
    const all = this.#orderOfAll(sortBy)
    const order = this.count === all.length ? all : all.only(this.#byTime.slots(), this.#table.end)
    this.#order = { sortBy, order }
    return order
  }

  facets(): GalleryFacets {
    this.#facets ??= countFacets(this.#table, this.#byTime)
    return this.#facets
  }
}

function sumOf(column: Float64Array, slots: Uint32Array): number {
  let sum = 0
  for (let index = 0; index < slots.length; index += 1) sum += column[slots[index] ?? 0] ?? 0
  return sum
}
