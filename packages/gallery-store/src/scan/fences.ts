import type { EntryRecord } from '../entry-record.ts'
import { joinPath } from '../table/join-path.ts'

/**
 * Keeps newer knowledge of files from being undone by late answers, since requests to the workers overlap. Requests are
 * numbered; knowledge of a file overrides answers to older requests.
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

  /** Sets the path's state as of `request`, or as of now without it. */
  raise(path: string, request: number = ++this.#last): void {
    if (this.#open.size > 0) this.#newest.set(path, Math.max(request, this.#newest.get(path) ?? 0))
  }

  isStale(path: string, request: number): boolean {
    return (this.#newest.get(path) ?? 0) > request
  }

  /** Of an answer's records those that are not stale. */
  current(
    directory: string,
    records: readonly EntryRecord[],
    request: number,
  ): readonly EntryRecord[] {
    return records.filter(({ name }) => !this.isStale(joinPath(directory, name), request))
  }
}
