import { Buffer } from 'node:buffer'
import type { GallerySort } from '../gallery-query.ts'
import type { EntryTable } from './entry-table.ts'
import { chunkBytes, type PromptHeap, sortedBytes } from './prompt-heap.ts'
import type { SortKey } from './sort-keys.ts'

/** The size up to which slots are sorted by comparing. */
const few = 32

/** Sorts all slots by time, then id. */
export function orderByTime(table: EntryTable, key: SortKey): Uint32Array {
  const slots = new Uint32Array(table.size)
  let count = 0
  for (let slot = 0; slot < table.end; slot += 1) {
    if (table.isAlive(slot)) slots[count++] = slot
  }
  const { createdMs } = table.columns
  const ranks = denseRanks(Float64Array.from(slots, (slot) => createdMs[slot] ?? 0))
  const order = sortByRank(slots, ranks)
  forEachRun(
    order,
    (a, b) => createdMs[a] === createdMs[b],
    (run) => run.sort(key.compare),
  )
  return order
}

/**
 * Sorts slots, given in order of time, by another value; equal values keep that order. Numbers are sorted natively,
 * several times as fast as with a comparing function.
 */
export function orderByValue(
  table: EntryTable,
  byTime: Uint32Array,
  sortBy: Exclude<GallerySort, 'timestamp'>,
): Uint32Array {
  return sortByRank(byTime, valueRanks(table, byTime, sortBy))
}

function valueRanks(
  { columns, dictionaries, prompts }: EntryTable,
  slots: Uint32Array,
  sortBy: Exclude<GallerySort, 'timestamp'>,
): Uint32Array {
  switch (sortBy) {
    case 'filesize':
      return denseRanks(Float64Array.from(slots, (slot) => columns.size[slot] ?? 0))
    case 'model': {
      const ranks = dictionaries.model.ranks()
      return slots.map((slot) => ranks[columns.model[slot] ?? 0] ?? 0)
    }
    case 'prompt': {
      const ranks = promptRanks(prompts)
      return slots.map((slot) => ranks[columns.prompt[slot] ?? 0] ?? 0)
    }
  }
}

/** Ranks of the values; equal values have equal ranks, and ranks have no gaps. */
function denseRanks(values: Float64Array): Uint32Array {
  const different = values.toSorted()
  let count = 0
  for (const value of different) {
    if (count === 0 || different[count - 1] !== value) different[count++] = value
  }
  return Uint32Array.from(values, (value) => {
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((different[middle] ?? 0) < value) low = middle + 1
      else high = middle
    }
    return low
  })
}

/** Sorts stably. Rank and place are one number, exact while their product is below 2^53. */
function sortByRank(items: Uint32Array, ranks: Uint32Array): Uint32Array {
  const { length } = items
  const packed = Float64Array.from(ranks, (rank, place) => rank * length + place).sort()
  return Uint32Array.from(packed, (number) => items[number % length] ?? 0)
}

function forEachRun(
  order: Uint32Array,
  isSame: (a: number, b: number) => boolean,
  work: (run: Uint32Array) => void,
): void {
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && isSame(order[start] ?? 0, order[end] ?? 0)) end += 1
    if (end - start > 1) work(order.subarray(start, end))
    start = end
  }
}

/** Ranks of the texts, compared as numbers of six bytes; only texts with equal beginnings are compared further. */
function promptRanks(prompts: PromptHeap): Uint32Array {
  const { count } = prompts
  const order = Uint32Array.from({ length: count }, (_, id) => id)
  sortTexts(prompts, order, 0)
  const ranks = new Uint32Array(count)
  let rank = 0
  for (let place = 1; place < count; place += 1) {
    const id = order[place] ?? 0
    if (!prompts.sortKey(id).equals(prompts.sortKey(order[place - 1] ?? 0))) rank += 1
    ranks[id] = rank
  }
  return ranks
}

function sortTexts(prompts: PromptHeap, ids: Uint32Array, from: number): void {
  if (from >= sortedBytes) return
  if (ids.length <= few) {
    ids.sort((a, b) => Buffer.compare(prompts.sortKey(a), prompts.sortKey(b)))
    return
  }
  const ranks = denseRanks(Float64Array.from(ids, (id) => prompts.sortChunk(id, from)))
  ids.set(sortByRank(ids, ranks))
  ranks.sort()
  for (let start = 0; start < ids.length; ) {
    const next = ranks.indexOf((ranks[start] ?? 0) + 1, start + 1)
    const run = ids.subarray(start, next < 0 ? ids.length : next)
    // Zero means that all texts of the run have ended.
    const hasEnded = prompts.sortChunk(run[0] ?? 0, from) === 0
    if (run.length > 1 && !hasEnded) sortTexts(prompts, run, from + chunkBytes)
    start += run.length
  }
}
