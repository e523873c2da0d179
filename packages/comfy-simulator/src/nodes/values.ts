import type { Picture } from '../painting/picture.ts'
import type { PyValue } from '../python/value.ts'

export interface LoraUse {
  readonly name: string
  readonly strength: number
}

export interface ModelValue {
  readonly kind: 'MODEL'
  readonly checkpoint: string
  readonly loras: readonly LoraUse[]
}

export interface ConditioningValue {
  readonly kind: 'CONDITIONING'
  readonly text: string
  readonly guidance?: number
}

/** A latent, held as pixels: the simulator has no other space to paint in. */
export interface LatentValue {
  readonly kind: 'LATENT'
  readonly pictures: readonly Picture[]
  /** Whether nothing has been painted yet. */
  readonly isEmpty: boolean
}

export interface ImageValue {
  readonly kind: 'IMAGE'
  readonly pictures: readonly Picture[]
}

export interface MaskValue {
  readonly kind: 'MASK'
  readonly pictures: readonly Picture[]
}

export interface SigmasValue {
  readonly kind: 'SIGMAS'
  readonly steps: number
  readonly denoise: number
}

export interface GuiderValue {
  readonly kind: 'GUIDER'
  readonly model: ModelValue
  readonly positive: ConditioningValue
  readonly negative: ConditioningValue
  readonly cfg: number
}

export interface NoiseValue {
  readonly kind: 'NOISE'
  readonly seed: string
}

export type NamedKind =
  | 'CLIP'
  | 'VAE'
  | 'SAMPLER'
  | 'UPSCALE_MODEL'
  | 'CONTROL_NET'
  | 'CLIP_VISION'
  | 'STYLE_MODEL'

/** A value that only has a name. */
export type NamedValue = {
  readonly [K in NamedKind]: { readonly kind: K; readonly name: string }
}[NamedKind]

/** A number, text or flag. */
export interface LiteralValue {
  readonly kind: 'LITERAL'
  readonly value: PyValue
}

/** The value that `ExecutionBlocker` puts on an edge: nodes behind it do not run. */
export interface BlockedValue {
  readonly kind: 'BLOCKED'
  readonly message: string
}

/** The values that flow along the edges of a graph. */
export type NodeValue =
  | ModelValue
  | ConditioningValue
  | LatentValue
  | ImageValue
  | MaskValue
  | SigmasValue
  | GuiderValue
  | NoiseValue
  | NamedValue
  | LiteralValue
  | BlockedValue
