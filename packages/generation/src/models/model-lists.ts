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
  /** Metadata of the safetensors header; empty when there is none. */
  readonly metadata: Readonly<Record<string, unknown>>
  readonly family: ModelFamily
  /** Recommended settings; absent when the family is unknown, and for LoRAs. */
  readonly recommended?: {
    readonly steps: number
    readonly cfg: number
    readonly resolution: { readonly width: number; readonly height: number }
  }
}
