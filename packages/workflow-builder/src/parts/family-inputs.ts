import type { Control, Lora, MaskMode, Outpaint, Upscale } from '@darkroom/recipe'
import type { ModelFolder } from '../families/model-family.ts'

/** What every picture of a family is painted from. Equal inputs give equal graphs. */
export interface FamilyInputs {
  readonly prompt: string
  readonly negative_prompt: string
  readonly model: string
  readonly model_folder: ModelFolder
  /** The id of a variant of the family. */
  readonly variant: string
  readonly text_encoders?: readonly string[] | undefined
  readonly vae?: string | undefined
  readonly loras: readonly Lora[]
  readonly seed: number
  readonly steps: number
  readonly cfg: number
  readonly guidance?: number | undefined
  readonly sampler: string
  readonly scheduler: string
  readonly clip_skip?: number | undefined
  readonly tiling?: boolean | undefined
  readonly batch_size?: number | undefined
  readonly control?: readonly Control[] | undefined
  readonly upscale?: Upscale | undefined
}

/** A size, or undefined where the given picture decides. */
export interface Sized {
  readonly resolution?: { readonly width: number; readonly height: number } | undefined
}

export interface ImageInputs extends FamilyInputs, Sized {
  readonly image: string
  readonly denoise: number
}

export interface InpaintInputs extends ImageInputs {
  readonly mask?: string | undefined
  readonly mask_mode?: MaskMode | undefined
  readonly grow_mask: number
}

export interface OutpaintInputs extends ImageInputs {
  readonly outpaint: Outpaint
}

export interface EditInputs extends FamilyInputs, Sized {
  readonly references: readonly string[]
}
