export type ModelCategory = 'base' | 'merged' | 'lora'

export interface ModelEntry {
  /** Exactly as the server wants it back. */
  readonly filename: string
  /** With `/`, without `user_models/` and the extension. */
  readonly displayName: string
  readonly category: ModelCategory
  /** Below the server's models folder, with `/`. */
  readonly path: string
  /** Names of the servers that have it. */
  readonly servers: readonly string[]
}

/** Sorted by display name. */
export interface ModelLists {
  readonly base: readonly ModelEntry[]
  readonly lora: readonly ModelEntry[]
  readonly merged: readonly ModelEntry[]
  readonly totalCount: number
  /** What to do when there are none. */
  readonly hint?: string
}

export interface SamplerLists {
  readonly samplers: readonly string[]
  readonly schedulers: readonly string[]
}

export type ModelFamily =
  | 'sd15'
  | 'sd2'
  | 'sdxl'
  | 'sdxl-turbo'
  | 'illustrious'
  | 'sd3'
  | 'flux'
  | 'unknown'

export interface ModelDetails extends ModelEntry {
  /** The safetensors header's own metadata; empty when there is none. */
  readonly metadata: Readonly<Record<string, unknown>>
  readonly family: ModelFamily
  /** Absent when the family is unknown, and for LoRAs. */
  readonly recommended?: {
    readonly steps: number
    readonly cfg: number
    readonly resolution: { readonly width: number; readonly height: number }
  }
}
