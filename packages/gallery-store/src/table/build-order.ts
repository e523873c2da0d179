import type { GallerySort } from '../gallery-query.ts'
import type { EntryTable } from './entry-table.ts'
import { radixSort } from './radix-sort.ts'
import { rankPrompts } from './rank-prompts.ts'
import type { SortKey } from './sort-keys.ts'

/** The number of slots that are looked at in one step. */
const stepSize = 32_768

type Steps = Generator<void, Uint32Array>

/** Sorts all slots by time, then id. */
export function orderByTime(table: EntryTable, key: SortKey): Uint32Array {
  const slots = new Uint32Array(table.size)
  let count = 0
  for (let slot = 0; slot < table.end; slot += 1) {
    if (table.isAlive(slot)) slots[count++] = slot
  }
  const { createdMs } = table.columns
  const order = atOnce(sortByNumber(slots, createdMs))
  forEachRun(
    order,
    (a, b) => createdMs[a] === createdMs[b],
    (run) => run.sort(key.compare),
  )
  return order
}

/**
 * Sorts slots, given in order of time, by another value; equal values keep that order. It goes in steps of a millisecond or
 * so, between which slots may come and go: those get any place, all others the right one.
 */
export function* orderByValue(
  { columns, dictionaries, prompts }: EntryTable,
  byTime: Uint32Array,
  sortBy: Exclude<GallerySort, 'timestamp'>,
): Steps {
  switch (sortBy) {
    case 'filesize':
      return yield* sortByNumber(byTime, columns.size)
    case 'model':
      return yield* sortByRank(byTime, columns.model, dictionaries.model.ranks())
    case 'prompt':
      return yield* sortByRank(byTime, columns.prompt, yield* rankPrompts(prompts.keys))
  }
}

/** Takes all steps, one after the other. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

function* sortByRank(slots: Uint32Array, column: Uint32Array, ranks: Uint32Array): Steps {
  const keys = new Uint32Array(column.length)
  yield* inParts(slots, (part) => {
    for (const slot of part) keys[slot] = ranks[column[slot] ?? 0] ?? 0
  })
  return yield* radixSort(slots, keys)
}

/** Sorts by the bits of the numbers, half by half: as whole numbers they have the same order, below zero the reverse one. */
function* sortByNumber(slots: Uint32Array, column: Float64Array): Steps {
  const bits = new Uint32Array(column.buffer, column.byteOffset, column.length * 2)
  const keys = new Uint32Array(column.length)
  yield* inParts(slots, (part) => {
    for (const slot of part) {
      const low = bits[2 * slot] ?? 0
      keys[slot] = (column[slot] ?? 0) < 0 ? ~low : low
    }
  })
  const byLow = yield* radixSort(slots, keys)
  yield* inParts(slots, (part) => {
    for (const slot of part) {
      const high = bits[2 * slot + 1] ?? 0
      keys[slot] = (column[slot] ?? 0) < 0 ? ~high : high | 0x8000_0000
    }
  })
  return yield* radixSort(byLow, keys)
}

function* inParts(slots: Uint32Array, work: (part: Uint32Array) => void): Generator<void, void> {
  for (let start = 0; start < slots.length; start += stepSize) {
    work(slots.subarray(start, start + stepSize))
    yield
  }
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
