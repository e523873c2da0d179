import type { Encodable } from '../python/value.ts'
import { type QueueItem, toTuple } from './prompt-queue.ts'

export interface HistoryEntry {
  readonly item: QueueItem
  readonly outputs: ReadonlyMap<string, Encodable>
  readonly meta: ReadonlyMap<string, Encodable>
  readonly status: 'success' | 'error'
  readonly messages: readonly (readonly [string, { readonly [key: string]: Encodable }])[]
}

export const encodeEntry = (entry: HistoryEntry): { readonly [key: string]: Encodable } => ({
  prompt: toTuple(entry.item),
  outputs: entry.outputs,
  status: encodeStatus(entry),
  meta: entry.meta,
})

export const encodeStatus = (entry: HistoryEntry): { readonly [key: string]: Encodable } => ({
  status_str: entry.status,
  completed: entry.status === 'success',
  messages: entry.messages.map(([event, data]) => [event, data]),
})

const largestHistory = 10_000

/** Finished jobs, oldest first; an id used again keeps its place. */
export class History {
  readonly #entries = new Map<string, HistoryEntry>()

  get entries(): readonly (readonly [string, HistoryEntry])[] {
    return [...this.#entries]
  }

  get(promptId: string): HistoryEntry | undefined {
    return this.#entries.get(promptId)
  }

  add(entry: HistoryEntry): void {
    if (this.#entries.size > largestHistory) {
      const [oldest] = this.#entries.keys()
      if (oldest !== undefined) this.#entries.delete(oldest)
    }
    this.#entries.set(entry.item.promptId, entry)
  }

  /** Applies `max_items` and `offset` as ComfyUI does: the newest N, but counted from the oldest with an offset. */
  page(maxItems: number | undefined, offset: number): readonly (readonly [string, HistoryEntry])[] {
    const all = this.entries
    const first = offset < 0 && maxItems !== undefined ? all.length - maxItems : Math.max(0, offset)
    const rest = all.slice(Math.max(0, first))
    return maxItems === undefined ? rest : rest.slice(0, Math.max(0, maxItems))
  }

  delete(promptId: string): void {
    this.#entries.delete(promptId)
  }

  clear(): void {
    this.#entries.clear()
  }
}
