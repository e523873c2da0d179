import type { EntryRecord } from '../entry-record.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import type {
  GalleryFacets,
  GalleryFilter,
  GalleryIds,
  GalleryPage,
  GalleryResult,
  GallerySort,
  GalleryStatistics,
} from '../gallery-query.ts'
import { imageId } from '../image-id.ts'
import { orderByTime, orderByValue } from './build-order.ts'
import { type CheckedPage, checkFilter, checkPage } from './check-query.ts'
import { flag } from './columns.ts'
import { countFacets } from './count-facets.ts'
import { type CursorQuery, decodeCursor, encodeCursor, filterKey } from './cursor.ts'
import { EntryTable } from './entry-table.ts'
import { type Matches, matchEntries } from './filter-mask.ts'
import { joinPath } from './join-path.ts'
import { createSortKey, type SortKey } from './sort-keys.ts'
import { SortOrder } from './sort-order.ts'

export interface IndexChange {
  readonly type: 'added' | 'removed' | 'changed'
  readonly id: string
  readonly path: string
}

interface Cached {
  readonly version: number
  readonly matches: Matches
  facets?: GalleryFacets
}

interface Found {
  readonly slots: readonly number[]
  readonly total: number
  readonly nextCursor?: string
}

const cachedFilters = 8

/** A table with the search structures for it, which every change updates. */
export class GalleryIndex {
  readonly table: EntryTable
  readonly #keys = new Map<GallerySort, SortKey>()
  readonly #orders = new Map<GallerySort, SortOrder>()
  readonly #cache = new Map<string, Cached>()
  #version = 0

  /** `byTime`: the slots in order of time, if known. */
  constructor(table: EntryTable = new EntryTable(), byTime?: Uint32Array) {
    this.table = table
    if (byTime !== undefined) {
      const order = new SortOrder(this.#key('timestamp'), byTime)
      this.#orders.set('timestamp', order)
    }
  }

  /** A number that grows with each change. */
  get version(): number {
    return this.#version
  }

  /** Applies the records of one directory and its removed names. */
  apply(
    directory: string,
    records: readonly EntryRecord[],
    removedNames: readonly string[] = [],
  ): readonly IndexChange[] {
    const changes: IndexChange[] = []
    const gone = new Set<number>()
    for (const name of removedNames) {
      const path = joinPath(directory, name)
      const slot = this.table.findPath(path)
      if (slot === undefined || gone.has(slot)) continue
      gone.add(slot)
      changes.push({ type: 'removed', id: this.table.id(slot), path })
    }
    const fresh = this.#freshRecords(directory, records, gone, changes)
    if (changes.length === 0) return changes
    for (const order of this.#orders.values()) order.remove([...gone])
    for (const slot of gone) this.table.remove(slot)
    const slots = fresh.map((record) => this.table.add(directory, record))
    for (const order of this.#orders.values()) order.add(slots)
    this.#version += 1
    return changes
  }

  query(filter: GalleryFilter, page: GalleryPage): GalleryResult {
    const { slots, ...rest } = this.#find(filter, checkPage(page, 1000))
    return { items: slots.map((slot) => this.table.entry(slot)), ...rest }
  }

  ids(filter: GalleryFilter, page: GalleryPage): GalleryIds {
    const { slots, ...rest } = this.#find(filter, checkPage(page, 10_000))
    return { ids: slots.map((slot) => this.table.id(slot)), ...rest }
  }

  statistics(filter: GalleryFilter, now: number): GalleryStatistics {
    checkFilter(filter)
    const isFiltered = filterKey(filter) !== '[]'
    const matches = isFiltered ? this.#match(filter).matches : undefined
    return {
      totalImages: this.table.size,
      filteredImages: matches?.count ?? this.table.size,
      todayCount: this.#countToday(now),
      totalSizeBytes: this.table.totalBytes,
      filteredSizeBytes: matches?.bytes ?? this.table.totalBytes,
    }
  }

  facets(filter: GalleryFilter): GalleryFacets {
    checkFilter(filter)
    const cached = this.#match(filter)
    cached.facets ??= countFacets(this.table, cached.matches.mask)
    return cached.facets
  }

  get(id: string): GalleryEntry | undefined {
    const slot = this.table.find(id)
    return slot === undefined ? undefined : this.table.entry(slot)
  }

  findByName(fileName: string): GalleryEntry | undefined {
    const name = this.table.texts.find(fileName)
    if (name === undefined) return undefined
    const { columns, end } = this.table
    const names = columns.name
    let newest: number | undefined
    for (
      let slot = names.indexOf(name);
      slot >= 0 && slot < end;
      slot = names.indexOf(name, slot + 1)
    ) {
      if (!this.table.isAlive(slot)) continue
      if (newest === undefined || this.#key('timestamp').compare(newest, slot) < 0) newest = slot
    }
    return newest === undefined ? undefined : this.table.entry(newest)
  }

  /** The slots in order of time, for a snapshot. */
  slotsByTime(): Uint32Array {
    return this.#order('timestamp').slots()
  }

  #freshRecords(
    directory: string,
    records: readonly EntryRecord[],
    gone: Set<number>,
    changes: IndexChange[],
  ): readonly EntryRecord[] {
    const byName = new Map(records.map((record) => [record.name, record]))
    const fresh: EntryRecord[] = []
    for (const record of byName.values()) {
      const path = joinPath(directory, record.name)
      const id = imageId(path)
      const slot = this.table.find(id)
      if (slot !== undefined) {
        if (this.table.columns.stamp[slot] === record.stamp && !this.#isLearnt(slot, record))
          continue
        gone.add(slot)
      }
      fresh.push(record)
      changes.push({ type: slot === undefined ? 'added' : 'changed', id, path })
    }
    return fresh
  }

  #find(filter: GalleryFilter, page: CheckedPage): Found {
    checkFilter(filter)
    const query: CursorQuery = { filter, ...page }
    const order = this.#order(page.sortBy)
    const isFiltered = filterKey(filter) !== '[]'
    const matches = isFiltered ? this.#match(filter).matches : undefined
    const found = this.#collect(order, query, page, matches)
    const slots = found.slice(0, page.limit)
    const total = matches?.count ?? this.table.size
    const last = slots.at(-1)
    if (found.length <= page.limit || last === undefined) return { slots, total }
    return { slots, total, nextCursor: this.#cursor(query, last) }
  }

  /** Whether a record of the same file says what its pixels hide, which the index does not know yet. */
  #isLearnt(slot: number, { hiddenRead }: EntryRecord): boolean {
    return hiddenRead && ((this.table.columns.flags[slot] ?? 0) & flag.hiddenRead) === 0
  }

  /** Collects the page and one more, if there is one. */
  #collect(
    order: SortOrder,
    query: CursorQuery,
    { sortOrder, limit, cursor }: CheckedPage,
    matches: Matches | undefined,
  ): number[] {
    const found: number[] = []
    const step = sortOrder === 'asc' ? 1 : -1
    let index = sortOrder === 'asc' ? 0 : order.length - 1
    if (cursor !== undefined) {
      const position = decodeCursor(query, cursor)
      index = step > 0 ? order.firstAfter(position) : order.firstAtOrAfter(position) - 1
    }
    const wanted = Math.min(limit + 1, matches?.count ?? order.length)
    for (; index >= 0 && index < order.length && found.length < wanted; index += step) {
      const slot = order.at(index)
      if (matches === undefined || matches.mask[slot] === 1) found.push(slot)
    }
    return found
  }

  #cursor(query: CursorQuery, slot: number): string {
    const value = this.#key(query.sortBy).value(slot)
    const createdMs = this.table.columns.createdMs[slot] ?? 0
    return encodeCursor(query, { value, createdMs, id: this.table.idWords(slot) })
  }

  #match(filter: GalleryFilter): Cached {
    const key = filterKey(filter)
    const known = this.#cache.get(key)
    this.#cache.delete(key)
    const cached =
      known?.version === this.#version
        ? known
        : { version: this.#version, matches: matchEntries(this.table, filter) }
    this.#cache.set(key, cached)
    if (this.#cache.size > cachedFilters) {
      const [oldest = ''] = this.#cache.keys()
      this.#cache.delete(oldest)
    }
    return cached
  }

  #countToday(now: number): number {
    const start = new Date(now)
    start.setHours(0, 0, 0, 0)
    const end = new Date(start)
    end.setDate(end.getDate() + 1)
    const order = this.#order('timestamp')
    const { createdMs } = this.table.columns
    const before = (ms: number): number => order.partition((slot) => (createdMs[slot] ?? 0) < ms)
    return before(end.getTime()) - before(start.getTime())
  }

  #key(sortBy: GallerySort): SortKey {
    const key = this.#keys.get(sortBy) ?? createSortKey(this.table, sortBy)
    this.#keys.set(sortBy, key)
    return key
  }

  #order(sortBy: GallerySort): SortOrder {
    const known = this.#orders.get(sortBy)
    if (known !== undefined) return known
    const key = this.#key(sortBy)
    const slots =
      sortBy === 'timestamp'
        ? orderByTime(this.table, key)
        : orderByValue(this.table, this.slotsByTime(), sortBy)
    const order = new SortOrder(key, slots)
    this.#orders.set(sortBy, order)
    return order
  }
}
