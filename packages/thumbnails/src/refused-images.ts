import { LRUCache } from 'lru-cache'
import {
  CorruptImageError,
  ImageIncompleteError,
  ImageTimeoutError,
  ImageTooLargeError,
  UnsupportedImageError,
} from './errors.ts'
import { isSameState } from './source-state.ts'
import type { SourceState } from './thumbnailer.ts'

interface Refusal {
  readonly state: SourceState
  readonly error: Error
  /** End of the refusal, on the caller's clock. */
  readonly until: number
}

/** Milliseconds that an error holds while the file is unchanged; 0 for errors that say nothing about the file. */
function holdsFor(error: unknown): number {
  if (error instanceof ImageIncompleteError) return error.retryAfterSeconds * 500
  // A time-out may be the fault of a slow machine.
  if (error instanceof ImageTimeoutError) return 600_000
  const isFinal =
    error instanceof CorruptImageError ||
    error instanceof ImageTooLargeError ||
    error instanceof UnsupportedImageError
  return isFinal ? Number.POSITIVE_INFINITY : 0
}

/** Remembers images that cannot be shown, until they change. Bounded. */
export class RefusedImages {
  readonly #refused: LRUCache<string, Refusal>
  readonly #now: () => number

  constructor({ now, max = 10_000 }: { now: () => number; max?: number }) {
    this.#now = now
    this.#refused = new LRUCache({ max })
  }

  get size(): number {
    return this.#refused.size
  }

  add(key: string, state: SourceState, error: unknown): void {
    const time = holdsFor(error)
    if (time > 0 && error instanceof Error) {
      this.#refused.set(key, { state, error, until: this.#now() + time })
    }
  }

  find(key: string, state: SourceState): Error | undefined {
    const refusal = this.#refused.get(key)
    if (refusal === undefined) return undefined
    if (isSameState(refusal.state, state) && this.#now() < refusal.until) return refusal.error
    this.#refused.delete(key)
    return undefined
  }

  delete(key: string): void {
    this.#refused.delete(key)
  }
}
