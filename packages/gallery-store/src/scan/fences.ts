/**
 * Requests to the workers overlap, and an answer must not undo what was learnt after it was asked for. Each request
 * has a number; what is learnt of a file stands against answers to older requests.
 */
export class Fences {
  readonly #newest = new Map<string, number>()
  readonly #open = new Set<number>()
  #last = 0

  begin(): number {
    this.#last += 1
    this.#open.add(this.#last)
    return this.#last
  }

  end(request: number): void {
    this.#open.delete(request)
    if (this.#open.size === 0) this.#newest.clear()
  }

  /** The truth about the path as of `request`; without it as of now. */
  raise(path: string, request: number = ++this.#last): void {
    if (this.#open.size > 0) this.#newest.set(path, Math.max(request, this.#newest.get(path) ?? 0))
  }

  isStale(path: string, request: number): boolean {
    return (this.#newest.get(path) ?? 0) > request
  }
}
