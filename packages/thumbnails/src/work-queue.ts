import type { Priority } from './thumbnailer.ts'
import type { Ticket } from './ticket.ts'

interface Waiting {
  readonly ticket: Ticket
}

function comesFirst(a: Ticket, b: Ticket): boolean {
  if (a.priority !== b.priority) return a.priority === 'interactive'
  return a.priority === 'interactive' ? a.asked > b.asked : a.asked < b.asked
}

/** Interactive work first, the last asked before the others; then background work in order. */
export class WorkQueue<T extends Waiting> {
  readonly #waiting = new Set<T>()

  add(item: T): void {
    this.#waiting.add(item)
  }

  delete(item: T): boolean {
    return this.#waiting.delete(item)
  }

  /** Takes the best of those that are acceptable. */
  take(isAcceptable: (item: T) => boolean = () => true): T | undefined {
    let best: T | undefined
    for (const item of this.#waiting) {
      if (!isAcceptable(item)) continue
      if (best === undefined || comesFirst(item.ticket, best.ticket)) best = item
    }
    if (best !== undefined) this.#waiting.delete(best)
    return best
  }

  takeAll(): readonly T[] {
    const all = [...this.#waiting]
    this.#waiting.clear()
    return all
  }

  count(priority: Priority): number {
    let count = 0
    for (const { ticket } of this.#waiting) if (ticket.priority === priority) count++
    return count
  }
}
