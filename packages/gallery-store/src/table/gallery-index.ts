import type { EntryRecord } from '../entry-record.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import type {
  GalleryFacets,
  GalleryFilter,
  GalleryIds,
  GalleryPage,
  GalleryPrompt,
  GalleryResult,
  GallerySort,
  GalleryStatistics,
} from '../gallery-query.ts'
import { imageId } from '../image-id.ts'
import { type CheckedPage, checkFilter, checkPage } from './check-query.ts'
import { flag } from './columns.ts'
import { type CursorQuery, decodeCursor, encodeCursor, filterKey } from './cursor.ts'
import { EntryTable } from './entry-table.ts'
import { FilteredImages } from './filtered-images.ts'
import { joinPath } from './join-path.ts'
import { recentPrompts } from './recent-prompts.ts'
import type { SortOrder } from './sort-order.ts'
import { SortOrders } from './sort-orders.ts'
import { takePage } from './take-page.ts'

export interface IndexChange {
  readonly type: 'added' | 'removed' | 'changed'
  readonly id: string
  readonly path: string
}

interface Cached {
  readonly version: number
  readonly images: FilteredImages
}

interface Found {
  readonly slots: Uint32Array
  readonly total: number
  readonly nextCursor?: string
}

const cachedFilters = 8

/** A table with the search structures for it, which every change updates. */
export class GalleryIndex {
  readonly table: EntryTable
  readonly #orders: SortOrders
  readonly #cache = new Map<string, Cached>()
  #version = 0

  /** `byTime`: the slots in order of time, if known. */
  constructor(table: EntryTable = new EntryTable(), byTime?: Uint32Array) {
    this.table = table
    this.#orders = new SortOrders(table, byTime)
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
    this.#orders.remove([...gone])
    for (const slot of gone) this.table.remove(slot)
    const slots = fresh.map((record) => this.table.add(directory, record))
    this.#orders.add(slots)
    this.#version += 1
    return changes
  }

  query(filter: GalleryFilter, page: GalleryPage): GalleryResult {
    const { slots, ...rest } = this.#find(filter, checkPage(page, 1000))
    return { items: Array.from(slots, (slot) => this.table.entry(slot)), ...rest }
  }

  ids(filter: GalleryFilter, page: GalleryPage): GalleryIds {
    const { slots, ...rest } = this.#find(filter, checkPage(page, 10_000))
    return { ids: Array.from(slots, (slot) => this.table.id(slot)), ...rest }
  }

  /** Makes an order ready in turns with others' work, which its first use does at once. */
  prepareOrder(sortBy: GallerySort): Promise<void> {
    return this.#orders.prepare(sortBy)
  }

  statistics(filter: GalleryFilter, now: number): GalleryStatistics {
    checkFilter(filter)
    const isFiltered = filterKey(filter) !== '[]'
    const matches = isFiltered ? this.#match(filter) : undefined
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
    return this.#match(filter).facets()
  }

  prompts(filter: GalleryFilter, limit: number): readonly GalleryPrompt[] {
    checkFilter(filter)
    const page = checkPage({ limit }, 1000)
    return recentPrompts(this.table, this.#orderOf(filter, page.sortBy), page.limit).map(
      ({ slot, count }) => {
        const newest = this.table.entry(slot)
        return { prompt: newest.recipe.prompt ?? '', newest, count }
      },
    )
  }

  get(id: string): GalleryEntry | undefined {
    const slot = this.table.find(id)
    return slot === undefined ? undefined : this.table.entry(slot)
  }

  /** When the file of an image was changed, without the whole entry; 0 for none. */
  mtimeMs(id: string): number {
    const slot = this.table.find(id)
    return slot === undefined ? 0 : (this.table.columns.mtimeMs[slot] ?? 0)
  }

  textOf(id: string, write: (entry: GalleryEntry) => string): string | undefined {
    const slot = this.table.find(id)
    return slot === undefined ? undefined : this.table.textOf(slot, write)
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
      if (newest === undefined || this.#orders.key('timestamp').compare(newest, slot) < 0)
        newest = slot
    }
    return newest === undefined ? undefined : this.table.entry(newest)
  }

  /** The slots in order of time, for a snapshot. */
  slotsByTime(): Uint32Array {
    return this.#orders.order('timestamp').slots()
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
    const after = page.cursor === undefined ? undefined : decodeCursor(query, page.cursor)
    const order = this.#orderOf(filter, page.sortBy)
    const { slots, hasMore } = takePage(order, page, after)
    const last = slots.at(-1)
    const found = { slots, total: order.length }
    if (!hasMore || last === undefined) return found
    return { ...found, nextCursor: this.#cursor(query, last) }
  }

  #orderOf(filter: GalleryFilter, sortBy: GallerySort): SortOrder {
    return filterKey(filter) === '[]'
      ? this.#orders.order(sortBy)
      : this.#match(filter).order(sortBy)
  }

  /** Whether a record of the same file says what its pixels hide, which the index does not know yet. */
  #isLearnt(slot: number, { hiddenRead }: EntryRecord): boolean {
    return hiddenRead && ((this.table.columns.flags[slot] ?? 0) & flag.hiddenRead) === 0
  }

  #cursor(query: CursorQuery, slot: number): string {
    const value = this.#orders.key(query.sortBy).value(slot)
    const createdMs = this.table.columns.createdMs[slot] ?? 0
    return encodeCursor(query, { value, createdMs, id: this.table.idWords(slot) })
  }

  #match(filter: GalleryFilter): FilteredImages {
    const key = filterKey(filter)
    const known = this.#cache.get(key)
    this.#cache.delete(key)
    const orderOf = (sortBy: GallerySort): SortOrder => this.#orders.order(sortBy)
    const cached =
      known?.version === this.#version
        ? known
        : { version: this.#version, images: new FilteredImages(this.table, filter, orderOf) }
    this.#cache.set(key, cached)
    if (this.#cache.size > cachedFilters) {
      const [oldest = ''] = this.#cache.keys()
      this.#cache.delete(oldest)
    }
    return cached.images
  }

  #countToday(now: number): number {
    const start = new Date(now)
    start.setHours(0, 0, 0, 0)
    const end = new Date(start)
    end.setDate(end.getDate() + 1)
    const order = this.#orders.order('timestamp')
    const { createdMs } = this.table.columns
    const before = (ms: number): number => order.partition((slot) => (createdMs[slot] ?? 0) < ms)
    return before(end.getTime()) - before(start.getTime())
  }
}
