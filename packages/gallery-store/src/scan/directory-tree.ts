import { splitPath } from '../table/join-path.ts'

/** The known directories with the modification time of their last reading; NaN means "read again". */
export class DirectoryTree {
  readonly #mtimes = new Map<string, number>()
  readonly #children = new Map<string, Set<string>>()

  has(directory: string): boolean {
    return this.#mtimes.has(directory)
  }

  mtimeMs(directory: string): number {
    return this.#mtimes.get(directory) ?? Number.NaN
  }

  set(directory: string, mtimeMs: number): void {
    this.#mtimes.set(directory, mtimeMs)
    if (directory === '') return
    const { directory: parent } = splitPath(directory)
    const siblings = this.#children.get(parent) ?? new Set()
    this.#children.set(parent, siblings.add(directory))
  }

  delete(directory: string): void {
    this.#mtimes.delete(directory)
    this.#children.get(splitPath(directory).directory)?.delete(directory)
  }

  children(directory: string): readonly string[] {
    return [...(this.#children.get(directory) ?? [])]
  }

  /** The directory and everything below. */
  *subtree(directory: string): Generator<string, void> {
    for (const child of this.children(directory)) yield* this.subtree(child)
    yield directory
  }

  paths(): readonly string[] {
    return [...this.#mtimes.keys()]
  }

  entries(): Iterable<readonly [string, number]> {
    return this.#mtimes
  }
}
