import type { Picture } from '../painting/picture.ts'
import type { Control, References } from '../painting/subject.ts'
import type { PyValue } from '../python/value.ts'
import type { Architecture, Words } from './architectures.ts'

export interface LoraUse {
  readonly name: string
  readonly strength: number
}

export interface ModelValue {
  readonly kind: 'MODEL'
  readonly checkpoint: string
  /** What it takes; undefined for a model that is not known. */
  readonly architecture?: Architecture
  readonly loras: readonly LoraUse[]
  /** The pictures that a patch of the model brings. */
  readonly controls?: readonly Control[]
}

export interface ConditioningValue extends References {
  readonly kind: 'CONDITIONING'
  readonly text: string
  readonly guidance?: number
  /** What its text encoder made of the text. */
  readonly words?: Words
  /** The control nets that will read it. */
  readonly nets?: readonly Architecture[]
  /** The channels of each latent that it brings. */
  readonly seen?: readonly number[]
}

/** A latent, held as pixels: the simulator has no other space to paint in. */
export interface LatentValue {
  readonly kind: 'LATENT'
  readonly pictures: readonly Picture[]
  /** Whether nothing has been painted yet. */
  readonly isEmpty: boolean
  /** Those of the VAE that made it, or of the model that painted it. */
  readonly channels?: number
  /** The part that a sampler may change; everything unless given. */
  readonly noiseMask?: Picture
  /** The frames of a video that each picture stands for. */
  readonly length?: number
}

export interface ImageValue {
  readonly kind: 'IMAGE'
  readonly pictures: readonly Picture[]
  /** The alpha channel of pictures that have four. */
  readonly alpha?: readonly Picture[]
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

export interface AudioValue {
  readonly kind: 'AUDIO'
  readonly seconds: number
  readonly sampleRate: number
  readonly channels: number
  /** The pitch in hertz; 0 is silence. */
  readonly pitch: number
}

export interface VideoValue {
  readonly kind: 'VIDEO'
  readonly pictures: readonly Picture[]
  readonly fps: number
  readonly audio?: AudioValue
}

/** A value that only has a name, and perhaps the pictures it was made from. */
export interface NamedValue {
  readonly kind: 'NAMED'
  /** The type in the definition of the node that made it: `CLIP`, `VAE`, `MESH` … */
  readonly type: string
  readonly name: string
  readonly pictures?: readonly Picture[]
  /** Of a text encoder: what it makes of a text; null where its checkpoint has none. */
  readonly words?: Words | null
  /** Of a VAE. */
  readonly channels?: number
  /** Of a control net: the models that it is for. */
  readonly architecture?: Architecture
}

/** A number, text or flag. */
export interface LiteralValue {
  readonly kind: 'LITERAL'
  readonly value: PyValue
}

/** A number or text that only the real node could work out; to read it raises. */
export interface UnknownValue {
  readonly kind: 'UNKNOWN'
  readonly nodeClass: string
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
  | AudioValue
  | VideoValue
  | NamedValue
  | LiteralValue
  | UnknownValue
  | BlockedValue

/** The type of a value as definitions name it. */
export const typeOf = (value: NodeValue): string =>
  value.kind === 'NAMED' ? value.type : value.kind

/** The pictures that a value holds; none for a value without any. */
export const picturesOf = (value: NodeValue): readonly Picture[] =>
  'pictures' in value ? (value.pictures ?? []) : []
