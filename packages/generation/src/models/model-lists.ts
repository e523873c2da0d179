/** `base` and `merged` are checkpoints, told apart by their folder. */
export type ModelCategory =
  | 'base'
  | 'merged'
  | 'lora'
  | 'diffusion'
  | 'vae'
  | 'text_encoder'
  | 'controlnet'
  | 'upscale'
  | 'embedding'

export interface ModelEntry {
  /** File name exactly as the server wants it back. */
  readonly filename: string
  /** Name with `/`, without `user_models/` and the extension. */
  readonly displayName: string
  readonly category: ModelCategory
  /** Path below the server's models folder, with `/`. */
  readonly path: string
  /** Names of the servers that have the file. */
  readonly servers: readonly string[]
}

/** The models of each category, sorted by display name. */
export interface ModelLists extends Readonly<Record<ModelCategory, readonly ModelEntry[]>> {
  /** Number of checkpoints and LoRAs. */
  readonly totalCount: number
  /** Advice when there are no models to make a picture with. */
  readonly hint?: string
}

export interface SamplerLists {
  readonly samplers: readonly string[]
  readonly schedulers: readonly string[]
}

export interface ModelDetails extends ModelEntry {
  /** Metadata of the safetensors header; empty when there is none. */
  readonly metadata: Readonly<Record<string, unknown>>
  /** The id of a family of the workflow builder, or `unknown`. */
  readonly family: string
  /** The kind of the model within its family; absent for files that paint nothing. */
  readonly variant?: string
  /** Recommended settings; absent when the family is unknown, and for files that paint nothing. */
  readonly recommended?: {
    readonly steps: number
    readonly cfg: number
    /** Distilled guidance, where the model has one. */
    readonly guidance?: number
    readonly sampler: string
    readonly scheduler: string
    readonly resolution: { readonly width: number; readonly height: number }
  }
}
