import type { Defaults, ModelVariant } from '@darkroom/workflow-builder'

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
  /** The id of its family, or `unknown`. */
  readonly family: string
  /** The kind of a model that makes pictures within its family, such as `schnell`. */
  readonly variant?: string
  /** What its variant is called, can and cannot; only for a model that makes pictures and whose family is known. */
  readonly about?: Pick<ModelVariant, 'title' | 'multiple' | 'refuses' | 'cannot'>
  /** Settings that give a good picture; only for a model that makes some and whose family is known. */
  readonly recommended?: Recommended
  /** The files that it needs beside it; only for a model that makes pictures and whose family is known. */
  readonly companions?: readonly ModelCompanion[]
}

export type Recommended = Omit<Defaults, 'denoise'>

/** A file that a model needs beside it, on the servers that have the model. */
export interface ModelCompanion {
  /** The word of the recipe that names another. */
  readonly word: 'vae' | 'text_encoders'
  /** What it is, to be read after "the". */
  readonly what: string
  /** The folder below ComfyUI's `models`. */
  readonly folder: string
  /** The name under which it is usually published. */
  readonly file: string
  readonly found: readonly { readonly server: string; readonly filename: string }[]
  readonly missingOn: readonly string[]
}
