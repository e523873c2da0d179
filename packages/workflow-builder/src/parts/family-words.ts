import {
  type Control,
  foundRecipeSchema,
  type Lora,
  pictureWords,
  recipeSchema,
  storedPictureWords,
  type Upscale,
} from '@darkroom/recipe'
import { z } from 'zod'
import type { ModelFolder } from '../families/model-family.ts'

const { shape: words } = recipeSchema
const modelFolder = z.enum(['checkpoints', 'diffusion_models'])

type Text = z.ZodType<string>
type Amount = z.ZodType<number>
type Maybe<T> = z.ZodOptional<z.ZodType<T>>

interface Resolution {
  width: number
  height: number
}

/** The words that every workflow of a family takes, with limits. What is left out gets the value that suits the model. */
export const familyWords: {
  prompt: Text
  negative_prompt: Text
  model: Text
  model_folder: Maybe<ModelFolder>
  variant: Maybe<string>
  text_encoders: Maybe<string[]>
  vae: Maybe<string>
  loras: z.ZodType<Lora[]>
  seed: Amount
  steps: Maybe<number>
  cfg: Maybe<number>
  guidance: Maybe<number>
  sampler: Maybe<string>
  scheduler: Maybe<string>
  clip_skip: Maybe<number>
  tiling: Maybe<boolean>
} = {
  prompt: words.prompt,
  negative_prompt: words.negative_prompt,
  model: words.model,
  model_folder: modelFolder.optional().meta({
    description:
      "The folder below ComfyUI's models in which the model lies; by family unless given.",
  }),
  variant: z.string().min(1).max(50).optional().meta({
    description:
      'The kind of the model within its family, such as schnell; by its name unless given.',
  }),
  text_encoders: words.text_encoders,
  vae: words.vae,
  loras: words.loras,
  seed: words.seed,
  steps: words.steps.unwrap().optional(),
  cfg: words.cfg.unwrap().optional(),
  guidance: words.guidance,
  sampler: words.sampler.unwrap().optional(),
  scheduler: words.scheduler.unwrap().optional(),
  clip_skip: words.clip_skip,
  tiling: pictureWords.tiling.optional(),
}

/** Words that most of them take as well. */
export const commonWords: {
  resolution: Maybe<Resolution>
  batch_size: Maybe<number>
  control: Maybe<Control[]>
  upscale: Maybe<Upscale>
  denoise: Maybe<number>
} = {
  resolution: words.resolution.unwrap().optional(),
  batch_size: words.batch_size,
  control: pictureWords.control.optional(),
  upscale: pictureWords.upscale.optional(),
  denoise: words.denoise,
}

const { shape: found } = foundRecipeSchema.required()

/** The same words as they stand in stored jobs, filled in and by type alone. */
export const storedFamilyWords: {
  prompt: Text
  negative_prompt: Text
  model: Text
  model_folder: z.ZodType<ModelFolder>
  variant: Text
  text_encoders: Maybe<string[]>
  vae: Maybe<string>
  loras: z.ZodType<Lora[]>
  seed: Amount
  steps: Amount
  cfg: Amount
  guidance: Maybe<number>
  sampler: Text
  scheduler: Text
  clip_skip: Maybe<number>
  tiling: Maybe<boolean>
} = {
  prompt: found.prompt,
  negative_prompt: found.negative_prompt,
  model: found.model,
  model_folder: modelFolder,
  variant: z.string(),
  text_encoders: z.array(z.string()).optional(),
  vae: z.string().optional(),
  loras: found.loras,
  seed: found.seed,
  steps: found.steps,
  cfg: found.cfg,
  guidance: found.guidance.optional(),
  sampler: found.sampler,
  scheduler: found.scheduler,
  clip_skip: z.number().optional(),
  tiling: storedPictureWords.tiling.optional(),
}

/** A size that is always filled in. */
export const storedResolution: z.ZodType<Resolution> = found.resolution

export const storedCommonWords: {
  resolution: Maybe<Resolution>
  batch_size: Maybe<number>
  control: Maybe<Control[]>
  upscale: Maybe<Upscale>
} = {
  resolution: found.resolution.optional(),
  batch_size: z.number().optional(),
  control: storedPictureWords.control.optional(),
  upscale: storedPictureWords.upscale.optional(),
}
