import type { Job } from '@darkroom/door-ports'
import type { FoundRecipe } from '@darkroom/recipe'
import { baseOf, stemOf } from './find-model.ts'
import { writeInfotext } from './infotext.ts'
import { samplerLabel, schedulerLabel } from './methods.ts'
import type { Processing } from './processing-schema.ts'

/** A picture that was made: its job, and how large it is. */
export interface MadePicture {
  readonly job: Job
  readonly width: number | undefined
  readonly height: number | undefined
}

export interface InfoOptions {
  readonly asked: Processing
  /** What was put into the queue, for what a job no longer tells. */
  readonly words: FoundRecipe
  readonly warnings: readonly string[]
  /** Of the product. */
  readonly version: string
}

/** What a picture was made with, by A1111's names. */
interface Made {
  readonly seed: number
  readonly steps: number
  readonly cfg: number
  readonly guidance: number | undefined
  readonly sampler: string
  readonly scheduler: string | undefined
  readonly width: number
  readonly height: number
  readonly model: string
}

/** The size that was painted, before it was made larger. */
export function madeOf({ job, width = 512, height = 512 }: MadePicture, words: FoundRecipe): Made {
  const recipe = { ...words, ...job.recipe }
  const size = recipe.resolution ?? { width, height }
  return {
    seed: job.recipe.seed ?? words.seed ?? -1,
    steps: recipe.steps ?? 20,
    cfg: recipe.cfg ?? 1,
    guidance: recipe.guidance,
    sampler: samplerLabel(recipe.sampler ?? 'euler'),
    scheduler: recipe.scheduler === undefined ? undefined : schedulerLabel(recipe.scheduler),
    width: size.width,
    height: size.height,
    model: stemOf(baseOf(recipe.model ?? '')),
  }
}

/** What A1111 tells in the text beside its own fields. */
export function extraOf(
  asked: Processing,
  warnings: readonly string[],
): Readonly<Record<string, string>> {
  const { hr_resize_x: wide = 0, hr_resize_y: high = 0, hr_second_pass_steps: steps = 0 } = asked
  const isTwice = asked.enable_hr === true
  const isResized = wide > 0 || high > 0
  const told: readonly (readonly [isTold: boolean, key: string, text: string])[] = [
    [isTwice && isResized, 'Hires resize', `${wide}x${high}`],
    [isTwice && !isResized, 'Hires upscale', String(asked.hr_scale ?? 2)],
    [isTwice && steps > 0, 'Hires steps', String(steps)],
    [isTwice, 'Hires upscaler', asked.hr_upscaler ?? 'Latent'],
    [asked.mask !== undefined, 'Mask blur', String(asked.mask_blur ?? 4)],
    [warnings.length > 0, 'Warnings', warnings.join(' ')],
  ]
  return Object.fromEntries(told.flatMap(([isTold, key, text]) => (isTold ? [[key, text]] : [])))
}

export const denoisingOf = (asked: Processing): number | undefined =>
  asked.init_images !== undefined || asked.enable_hr === true
    ? (asked.denoising_strength ?? 0.75)
    : undefined

export const clipSkipOf = (words: FoundRecipe): number => words.clip_skip ?? 1

export function infotextOf(made: Made, { asked, words, warnings, version }: InfoOptions): string {
  const denoising = denoisingOf(asked)
  const settings = Object.entries({
    Steps: String(made.steps),
    Sampler: made.sampler,
    'Schedule type': made.scheduler,
    'CFG scale': String(made.cfg),
    'Distilled CFG Scale': made.guidance === undefined ? undefined : String(made.guidance),
    Seed: String(made.seed),
    Size: `${made.width}x${made.height}`,
    Model: made.model === '' ? undefined : made.model,
    VAE: words.vae === undefined ? undefined : baseOf(words.vae),
    'Denoising strength': denoising === undefined ? undefined : String(denoising),
    'Clip skip': clipSkipOf(words) > 1 ? String(clipSkipOf(words)) : undefined,
    ...extraOf(asked, warnings),
    Version: `Darkroom ${version}`,
  })
  return writeInfotext({
    prompt: asked.prompt ?? '',
    negativePrompt: asked.negative_prompt ?? '',
    settings: new Map(settings.flatMap(([key, text]) => (text === undefined ? [] : [[key, text]]))),
  })
}
