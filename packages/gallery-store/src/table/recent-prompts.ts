import type { EntryTable } from './entry-table.ts'
import type { SortOrder } from './sort-order.ts'

export interface PromptUse {
  /** The newest image with this prompt. */
  readonly slot: number
  readonly count: number
}

/** The different prompts of an order by time, newest first, in one pass over it; images without a prompt do not count. */
export function recentPrompts(
  { columns, prompts }: EntryTable,
  byTime: SortOrder,
  limit: number,
): readonly PromptUse[] {
  const newest: number[] = []
  const counts = new Uint32Array(limit)
  /** The place of each prompt among those found, from 1; 0 for none. */
  const places = new Uint32Array(prompts.count)
  const slots = byTime.slots()
  for (let index = slots.length - 1; index >= 0; index -= 1) {
    const slot = slots[index] ?? 0
    const prompt = columns.prompt[slot] ?? 0
    if (prompt === 0) continue
    if (places[prompt] === 0 && newest.length < limit) places[prompt] = newest.push(slot)
    const place = places[prompt] ?? 0
    if (place > 0) counts[place - 1] = (counts[place - 1] ?? 0) + 1
  }
  return newest.map((slot, place) => ({ slot, count: counts[place] ?? 0 }))
}
