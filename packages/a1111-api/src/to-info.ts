import { baseOf } from './find-model.ts'
import {
  clipSkipOf,
  denoisingOf,
  extraOf,
  type InfoOptions,
  infotextOf,
  type MadePicture,
  madeOf,
} from './to-infotext.ts'
import { toTimestamp } from './to-timestamp.ts'

/**
 * `info` of an answer, of which clients read what they miss painfully: the first picture decides what is told once. Where
 * nothing was made, a job tells what would have been.
 */
export function toInfo(pictures: readonly [MadePicture, ...MadePicture[]], options: InfoOptions) {
  const { asked, words, warnings, version } = options
  const [first] = pictures
  const all = pictures.map((one) => madeOf(one, words))
  const { seed, steps, cfg, sampler, width, height, model } = madeOf(first, words)
  const each = <T>(value: T): readonly T[] => pictures.map(() => value)
  const prompt = asked.prompt ?? ''
  const negative = asked.negative_prompt ?? ''
  return {
    prompt,
    all_prompts: each(prompt),
    negative_prompt: negative,
    all_negative_prompts: each(negative),
    seed,
    all_seeds: all.map((one) => one.seed),
    subseed: seed,
    all_subseeds: all.map((one) => one.seed),
    subseed_strength: 0,
    width,
    height,
    sampler_name: sampler,
    cfg_scale: cfg,
    steps,
    batch_size: asked.batch_size ?? 1,
    restore_faces: false,
    face_restoration_model: null,
    sd_model_name: model,
    sd_model_hash: '',
    sd_vae_name: words.vae === undefined ? null : baseOf(words.vae),
    sd_vae_hash: null,
    seed_resize_from_w: -1,
    seed_resize_from_h: -1,
    denoising_strength: denoisingOf(asked) ?? 0,
    extra_generation_params: extraOf(asked, warnings),
    index_of_first_image: 0,
    infotexts: all.map((made) => infotextOf(made, options)),
    styles: [],
    job_timestamp: toTimestamp(first.job.startedAt ?? first.job.createdAt),
    clip_skip: clipSkipOf(words),
    is_using_inpainting_conditioning: false,
    version: `Darkroom ${version}`,
  }
}
