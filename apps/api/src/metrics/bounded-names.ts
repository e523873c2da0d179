/** Stands for every name that has no place of its own. */
const otherName = 'other'

interface Options {
  /** The most names that have a place at a time. */
  readonly most: number
  /** Milliseconds after which a name that nobody used gives its place to a new one. */
  readonly idleMs: number
  readonly now?: () => number
  /** Told of a name that has lost its place. */
  readonly onGone?: (name: string) => void
}

/**
 * Names as label values. Each value is a series of its own for ever, and whoever asks decides what clients and models are called, so only
 * so many have one at a time; the rest share `other`.
 */
export class BoundedNames {
  readonly #usedAt = new Map<string, number>()
  readonly #options: Required<Options>

  constructor({ now = () => performance.now(), onGone = () => undefined, ...limits }: Options) {
    this.#options = { now, onGone, ...limits }
  }

  /** The value for a name. */
  of(name: string): string {
    if (!this.#usedAt.has(name) && !this.#hasRoom()) return otherName
    // Set anew, so that the first of the map is the one used longest ago.
    this.#usedAt.delete(name)
    this.#usedAt.set(name, this.#options.now())
    return name
  }

  #hasRoom(): boolean {
    const { most, idleMs, now, onGone } = this.#options
    if (this.#usedAt.size < most) return true
    const [oldest] = this.#usedAt
    if (oldest === undefined) return false
    const [name, usedAt] = oldest
    if (now() - usedAt < idleMs) return false
    this.#usedAt.delete(name)
    onGone(name)
    return true
  }
}
