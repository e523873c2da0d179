import type { Recipe } from '../recipe.ts'

/** A recipe with every word given, each with a value that is nobody's default. */
export const fullRecipe: Required<Recipe> = {
  prompt: 'a lighthouse at dusk',
  negative_prompt: 'people',
  model: 'base/dreamscape_xl.safetensors',
  seed: 424_242,
  steps: 31,
  cfg: 5.5,
  guidance: 3.5,
  sampler: 'dpmpp_2m',
  scheduler: 'karras',
  denoise: 0.75,
  resolution: { width: 768, height: 512 },
  loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.4 }],
  clip_skip: 2,
  vae: 'vae-ft-mse-840000-ema-pruned.safetensors',
  text_encoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors'],
  batch_size: 2,
}
