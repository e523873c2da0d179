import { z } from 'zod'
import { integer, list, members, number, seed, text, truth } from './lenient.ts'

/** Longer ones are refused by any house; a limit here keeps what reads prompts quick. */
const longestPrompt = 10_000
const name = () => text(1000)
/** A picture of 48 MiB in base64. */
const picture = () => text(64 * 1024 * 1024)

/** The fields that we look at, of those that `txt2img` and `img2img` share; all others are ignored. */
const shared = {
  prompt: text(longestPrompt),
  negative_prompt: text(longestPrompt),
  styles: list(z.string()),
  seed: seed(),
  subseed: seed(),
  subseed_strength: number(),
  sampler_name: name(),
  sampler_index: name(),
  scheduler: name(),
  steps: integer(z.int().min(1).max(150)),
  cfg_scale: number(z.number().min(1).max(30)),
  distilled_cfg_scale: number(z.number().min(0).max(100)),
  width: integer(),
  height: integer(),
  batch_size: integer(z.int().min(1)),
  n_iter: integer(z.int().min(1)),
  restore_faces: truth(),
  tiling: truth(),
  denoising_strength: number(z.number().min(0).max(1)),
  clip_skip: integer(z.int().min(0).max(24)),
  refiner_checkpoint: name(),
  override_settings: members(),
  send_images: truth(),
  script_name: name(),
  alwayson_scripts: members(),
  force_task_id: text(200),
  infotext: text(100_000),
}

export const textToImageSchema = z.object({
  ...shared,
  enable_hr: truth(),
  hr_scale: number(),
  hr_upscaler: name(),
  hr_second_pass_steps: integer(z.int().min(0).max(150)),
  hr_resize_x: integer(z.int().min(0)),
  hr_resize_y: integer(z.int().min(0)),
  hr_checkpoint_name: name(),
  hr_sampler_name: name(),
  hr_prompt: text(longestPrompt),
})

export const imageToImageSchema = z.object({
  ...shared,
  init_images: list(z.string()),
  resize_mode: integer(z.int().min(0).max(3)),
  mask: picture(),
  mask_blur: integer(z.int().min(0)),
  mask_blur_x: integer(z.int().min(0)),
  inpainting_fill: integer(z.int().min(0).max(3)),
  inpaint_full_res: truth(),
  inpaint_full_res_padding: integer(),
  inpainting_mask_invert: integer(),
  include_init_images: truth(),
})

export type TextToImage = z.output<typeof textToImageSchema>
export type ImageToImage = z.output<typeof imageToImageSchema>

/** A request of either kind; the fields of the other are absent. */
export type Processing = Partial<TextToImage & ImageToImage>
