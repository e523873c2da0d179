import type { NodeValue } from '../nodes/values.ts'
import type { Profile } from '../profiles.ts'
import type { Encodable } from '../python/value.ts'

export interface CachedResult {
  readonly outputs: readonly NodeValue[]
  readonly ui: Encodable | undefined
  readonly meta: { readonly [key: string]: Encodable }
}

type CacheRules = Pick<Profile, 'cachedPrompts' | 'keepsCacheOnFailure'>

/** Results by signature; only those that the last prompts mention are kept. */
export class ResultCache {
  readonly #results = new Map<string, CachedResult>()
  readonly #rememberedPrompts: number
  readonly #keepsOnFailure: boolean
  #recent: readonly ReadonlySet<string>[] = []

  constructor({ cachedPrompts, keepsCacheOnFailure }: CacheRules) {
    this.#rememberedPrompts = cachedPrompts
    this.#keepsOnFailure = keepsCacheOnFailure
  }

  /** Starts a new prompt. */
  begin(signatures: Iterable<string>): void {
    if (!this.#keepsOnFailure) this.#remember(signatures)
  }

  /** The prompt did not fail: it was successful or interrupted. */
  settle(signatures: Iterable<string>): void {
    if (this.#keepsOnFailure) this.#remember(signatures)
  }

  /** Drops the results that none of the remembered prompts mention. */
  #remember(signatures: Iterable<string>): void {
    this.#recent = [new Set(signatures), ...this.#recent].slice(0, this.#rememberedPrompts)
    for (const signature of this.#results.keys()) {
      if (!this.#recent.some((prompt) => prompt.has(signature))) this.#results.delete(signature)
    }
  }

  get(signature: string | undefined): CachedResult | undefined {
    return signature === undefined ? undefined : this.#results.get(signature)
  }

  set(signature: string, result: CachedResult): void {
    this.#results.set(signature, result)
  }

  clear(): void {
    this.#results.clear()
    this.#recent = []
  }
}
