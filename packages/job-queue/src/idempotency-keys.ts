import type { Json } from '@darkroom/foundation'

export interface KeyEntry {
  readonly key: string
  /** Id of the job or group accepted with the key. */
  readonly id: string
  readonly fingerprint?: string
  readonly receipt?: Json
  /** Wall clock time of the acceptance. */
  readonly at: number
}

/** Jobs by idempotency key: a key is kept as long as its job, and at least for the retention time. */
export class IdempotencyKeys {
  readonly #entries = new Map<string, KeyEntry>()
  readonly #keyOf = new Map<string, string>()
  /** Keys of forgotten jobs, oldest first. */
  readonly #orphans = new Set<string>()
  readonly #retentionMs: number

  constructor(retentionMs: number) {
    this.#retentionMs = retentionMs
  }

  find(key: string): KeyEntry | undefined {
    return this.#entries.get(key)
  }

  add(entry: KeyEntry): void {
    this.#entries.set(entry.key, entry)
    this.#keyOf.set(entry.id, entry.key)
    this.#orphans.delete(entry.key)
  }

  /** Releases the key of a forgotten job or group; it stays until the retention time is over. */
  release(id: string): void {
    const key = this.#keyOf.get(id)
    if (key === undefined) return
    this.#keyOf.delete(id)
    this.#orphans.add(key)
  }

  prune(now: number): void {
    for (const key of this.#orphans) {
      const entry = this.#entries.get(key)
      if (entry !== undefined && entry.at + this.#retentionMs > now) return
      this.#orphans.delete(key)
      this.#entries.delete(key)
    }
  }

  entries(): readonly KeyEntry[] {
    return [...this.#entries.values()]
  }
}
