interface Waiting {
  readonly directory: string
  readonly priority: number
}

/** Directories to read, best first, each once. */
export class DirectoryQueue {
  /** Ordered with the best last. */
  readonly #order: Waiting[] = []
  readonly #waiting = new Map<string, Waiting>()

  get size(): number {
    return this.#order.length
  }

  add(directory: string, priority: number): void {
    const present = this.#waiting.get(directory)
    if (present !== undefined) {
      if (present.priority >= priority) return
      this.#order.splice(this.#order.indexOf(present), 1)
    }
    const waiting = { directory, priority }
    this.#order.splice(this.#place(priority), 0, waiting)
    this.#waiting.set(directory, waiting)
  }

  /** Takes the best directory that may be taken. */
  take(isFree: (directory: string) => boolean): string | undefined {
    const index = this.#order.findLastIndex(({ directory }) => isFree(directory))
    const [taken] = index < 0 ? [] : this.#order.splice(index, 1)
    if (taken !== undefined) this.#waiting.delete(taken.directory)
    return taken?.directory
  }

  clear(): void {
    this.#order.length = 0
    this.#waiting.clear()
  }

  #place(priority: number): number {
    let low = 0
    let high = this.#order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#order[middle]?.priority ?? 0) < priority) low = middle + 1
      else high = middle
    }
    return low
  }
}
