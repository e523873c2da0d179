import type { ControlType } from '@darkroom/recipe'
import type { Clip, Conditioning, Image, Latent, Model, Vae } from '../graph/output.ts'
import type { PictureSize } from '../nodes/scaling.ts'

/** What is done to make a picture. */
export type Task =
  | 'text-to-image'
  | 'image-to-image'
  | 'inpaint'
  | 'outpaint'
  | 'edit'
  | 'controlnet'
  | 'hires-fix'
  | 'upscale'

export const tasks: readonly Task[] = [
  'text-to-image',
  'image-to-image',
  'inpaint',
  'outpaint',
  'edit',
  'controlnet',
  'hires-fix',
  'upscale',
]

/** The folders below ComfyUI's `models` in which a model can lie. */
export type ModelFolder = 'checkpoints' | 'diffusion_models'

/** The folders in which files lie that work beside a model. */
export type CompanionFolder =
  | 'text_encoders'
  | 'vae'
  | 'controlnet'
  | 'model_patches'
  | 'upscale_models'

/** A file that a model needs beside it. */
export interface Companion {
  /** What it is, to be read after "the": `T5 text encoder`. */
  readonly what: string
  readonly folder: CompanionFolder
  /** The name under which it is usually published, to be asked for. */
  readonly file: string
  /** What its file names look like, in lower case without folder and extension; the best first. */
  readonly signs: readonly RegExp[]
  /** No file, but a name that ComfyUI itself offers. */
  readonly isBuiltIn?: boolean
}

export interface Prompted {
  readonly positive: Conditioning
  readonly negative: Conditioning
}

/** What a family needs to turn words into conditioning. */
export interface Words {
  readonly clip: Clip
  readonly vae: Vae
  readonly prompt: string
  readonly negativePrompt: string
  /** The distilled guidance, where the model has one. */
  readonly guidance: number | undefined
  /** The pictures that the prompt speaks of. */
  readonly references: readonly Image[]
}

/** Words of a recipe that some models have no use for. */
export type RefusableWord = 'negative_prompt' | 'cfg' | 'guidance' | 'scheduler' | 'clip_skip'

/** How a model is guided by a control picture. */
export type ControlWay =
  /** By a ControlNet; `needsVae` where the net sees latents. */
  | {
      readonly by: 'net'
      readonly needsVae: boolean
      /** The net to look for, by what the picture shows. */
      readonly nets: readonly (readonly [types: readonly ControlType[], net: Companion])[]
    }
  /** By a patch of the model. */
  | { readonly by: 'patch'; readonly net: Companion }
  /** By itself, as it was trained for one type of pictures. */
  | { readonly by: 'itself'; readonly type: ControlType }
  /** As one more picture that the prompt speaks of. */
  | { readonly by: 'reference' }

/** Values that give a good picture. */
export interface Defaults {
  readonly steps: number
  readonly cfg: number
  readonly guidance?: number
  readonly sampler: string
  readonly scheduler: string
  readonly resolution: { readonly width: number; readonly height: number }
  /** How much is painted anew: of a given picture, of a masked part, and of an enlarged picture. */
  readonly denoise: {
    readonly image: number
    readonly mask: number
    readonly enlarged: number
  }
}

/** One kind of models of a family: they share nodes, companions and defaults. */
export interface ModelVariant {
  readonly id: string
  /** The name as a person says it. */
  readonly title: string
  /** What file names of this variant contain, in lower case; the family's first variant needs none. */
  readonly sign?: RegExp
  readonly textEncoders: { readonly type: string; readonly files: readonly Companion[] }
  readonly vae: Companion
  /** Which companions a checkpoint brings in its own file; all of them unless said. */
  readonly bundled?: (name: string) => { readonly textEncoders: boolean; readonly vae: boolean }
  /** LoRAs change the text encoder as well. */
  readonly hasTextLoras: boolean
  readonly tuneClip?: (clip: Clip) => Clip
  readonly tuneModel?: (model: Model) => Model
  readonly encode: (words: Words) => Prompted
  readonly emptyLatent: (size: PictureSize & { readonly batchSize?: number | undefined }) => Latent
  /** One `KSampler`, or the parts that Flux 2 needs. */
  readonly sampling: 'ksampler' | 'flux2'
  /** Sides of pictures are multiples of this. */
  readonly multiple: number
  /** Sides in pixels that its latents can have are multiples of this, where that is more than 8: others come out smaller. */
  readonly latentStep?: number
  /** Made for inpainting, so that it sees picture and mask; others get noise in the masked part alone. */
  readonly seesMask: boolean
  /** The most pictures that a prompt can speak of. */
  readonly references: number
  /** How a reference is scaled. */
  readonly scaleReference?: (image: Image) => Image
  /** Made to change pictures by instruction, so that the picture is always a reference as well. */
  readonly isEditor: boolean
  readonly control?: ControlWay
  /** The words that it has no use for, each with the reason, to be read after the word. */
  readonly refuses: Readonly<Partial<Record<RefusableWord, string>>>
  /** The tasks that it cannot do, each with the reason as a sentence. */
  readonly cannot: Readonly<Partial<Record<Task, string>>>
  readonly defaults: Defaults
}

export interface ModelFamily {
  readonly id: string
  readonly title: string
  /** The folder in which models of this family usually lie. */
  readonly folder: ModelFolder
  /** What file names and folders of this family contain, in lower case, with or without `·` between joined words (`my·flux`). */
  readonly sign: RegExp
  /** The usual variant first; of the others, the more telling name first. */
  readonly variants: readonly [ModelVariant, ...ModelVariant[]]
}
