import { Wake } from '@darkroom/foundation'
import { PyError } from '../python/convert.ts'
import { type PyDict, type PyFloat, type PyValue, toNumeric } from '../python/value.ts'
import { Heap } from './heap.ts'

export interface QueueItem {
  readonly number: number | bigint | PyFloat
  readonly promptId: string
  readonly graph: PyDict
  readonly extraData: PyDict
  readonly outputs: readonly string[]
}

/** The five-tuple of `/queue` and `/history`. */
export const toTuple = (item: QueueItem): PyValue[] => [
  item.number,
  item.promptId,
  item.graph,
  item.extraData,
  [...item.outputs],
]

const isLess = (left: QueueItem, right: QueueItem): boolean => {
  const [a, b] = [toNumeric(left.number), toNumeric(right.number)]
  if (a < b) return true
  if (b < a) return false
  if (left.promptId !== right.promptId) return left.promptId < right.promptId
  throw new PyError('TypeError', "'<' not supported between instances of 'dict' and 'dict'")
}

/** Waiting and running jobs; every change is announced, even one that changes nothing. */
export class PromptQueue {
  readonly #heap = new Heap<QueueItem>(isLess)
  readonly #changed: () => void
  readonly #wake = new Wake()
  #running: QueueItem | undefined

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get running(): QueueItem | undefined {
    return this.#running
  }

  /** Waiting jobs in the order of the heap, which is not the order of execution. */
  get pending(): readonly QueueItem[] {
    return this.#heap.items
  }

  get remaining(): number {
    return this.#heap.items.length + (this.#running === undefined ? 0 : 1)
  }

  /** Throws when number and id equal those of another item; the item is queued all the same. */
  put(item: QueueItem): void {
    try {
      this.#heap.push(item)
    } finally {
      this.#wake.wake()
    }
    this.#changed()
  }

  /** Waits for the next job and makes it the running one; undefined when the signal aborts. */
  async take(signal: AbortSignal): Promise<QueueItem | undefined> {
    while (this.#heap.items.length === 0) {
      if (signal.aborted) return undefined
      await this.#wake.wait(Number.POSITIVE_INFINITY, signal).catch(() => undefined)
    }
    if (signal.aborted) return undefined
    this.#running = this.#heap.pop()
    this.#changed()
    return this.#running
  }

  finish(): void {
    this.#running = undefined
    this.#changed()
  }

  clear(): void {
    this.#heap.clear()
    this.#changed()
  }

  /** Removes the first match among the waiting jobs; removing the last job is announced twice. */
  delete(promptId: string): boolean {
    const index = this.#heap.items.findIndex((item) => item.promptId === promptId)
    if (index === -1) return false
    if (this.#heap.items.length === 1) this.clear()
    else this.#heap.removeAt(index)
    this.#changed()
    return true
  }
}
