import type { NodeValue } from '../nodes/values.ts'
import type { Encodable } from '../python/value.ts'

export interface CachedResult {
  readonly outputs: readonly NodeValue[]
  readonly ui: Encodable | undefined
  readonly meta: { readonly [key: string]: Encodable }
}

/** Results by signature; only those that the last prompts mention are kept. */
export class ResultCache {
  readonly #results = new Map<string, CachedResult>()
  readonly #rememberedPrompts: number
  #recent: readonly ReadonlySet<string>[] = []

  constructor(rememberedPrompts: number) {
    this.#rememberedPrompts = rememberedPrompts
  }

  /** Starts a new prompt and drops the results that none of the remembered prompts mention. */
  begin(signatures: Iterable<string>): void {
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
