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
  const found: { slot: number; count: number }[] = []
  /** The place of each prompt among those found, from 1; 0 for none. */
  const places = new Uint32Array(prompts.count)
  for (let index = byTime.length - 1; index >= 0; index -= 1) {
    const slot = byTime.at(index)
    const prompt = columns.prompt[slot] ?? 0
    const known = found[(places[prompt] ?? 0) - 1]
    if (known !== undefined) known.count += 1
    else if (prompt !== 0 && found.length < limit) places[prompt] = found.push({ slot, count: 1 })
  }
  return found
}
