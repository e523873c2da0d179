import type { GalleryFacets, GalleryFilter, GallerySort } from '../gallery-query.ts'
import { countFacets } from './count-facets.ts'
import type { EntryTable } from './entry-table.ts'
import { type Matches, matchEntries } from './filter-mask.ts'
import type { SortOrder } from './sort-order.ts'

/** What matches one filter in one state of the table; what is asked of it again is not computed again. */
export class FilteredImages {
  readonly matches: Matches
  readonly #table: EntryTable
  readonly #orderOfAll: (sortBy: GallerySort) => SortOrder
  #order: { readonly sortBy: GallerySort; readonly order: SortOrder } | undefined
  #facets: GalleryFacets | undefined

  constructor(
    table: EntryTable,
    filter: GalleryFilter,
    orderOfAll: (sortBy: GallerySort) => SortOrder,
  ) {
    this.#table = table
    this.#orderOfAll = orderOfAll
    this.matches = matchEntries(table, filter)
  }

  /** The matches in order. Only the order asked for last is kept, for it has four bytes for each match. */
  order(sortBy: GallerySort): SortOrder {
    if (this.#order?.sortBy === sortBy) return this.#order.order
    const all = this.#orderOfAll(sortBy)
    const order = this.matches.count === all.length ? all : all.only(this.matches)
    this.#order = { sortBy, order }
    return order
  }

  facets(): GalleryFacets {
    this.#facets ??= countFacets(this.#table, this.matches.mask, this.order('timestamp'))
    return this.#facets
  }
}
