import type { Model } from '@darkroom/door-ports'
import { findModel } from './find-model.ts'
import { toMethod } from './methods.ts'
import type { GivenPicture } from './picture-text.ts'
import type { Processing } from './processing-schema.ts'
import { controlUnits, toControl } from './to-control.ts'
import { toLoras } from './to-loras.ts'
import { type Size, toSize } from './to-size.ts'
import { toHiresFix, toUpscaler } from './to-upscale.ts'
import { unheeded } from './unheeded.ts'
import { wrongField } from './wrong-field.ts'

/** The pictures of a request, kept for its jobs. */
export interface GivenPictures {
  readonly image?: GivenPicture | undefined
  readonly mask?: GivenPicture | undefined
  /** One for each unit of ControlNet that is switched on. */
  readonly controls: readonly (GivenPicture | undefined)[]
}

export interface Wanted {
  /** As `POST /api/generate` has them. */
  readonly words: Readonly<Record<string, unknown>>
  readonly count: number
  /** Sentences about what is left out or done otherwise. */
  readonly warnings: readonly string[]
  readonly size: Size | undefined
}

export interface WordsOptions {
  /** The checkpoint, by its file. */
  readonly model: string
  readonly models: readonly Model[]
  readonly pictures: GivenPictures
}

/** The most pictures of one request. */
const mostPictures = 20

/**
 * A request in our words. What it does not say is left to the model, rather than set to what A1111 chose for Stable
 * Diffusion 1.5. @throws DoorError 422
 */
export function toWords(asked: Processing, { model, models, pictures }: WordsOptions): Wanted {
  const count = (asked.batch_size ?? 1) * (asked.n_iter ?? 1)
  if (count > mostPictures) {
    throw wrongField('n_iter', `and batch_size make ${count} pictures; at most ${mostPictures} go`)
  }
  if (asked.script_name) throw wrongField('script_name', 'names a script, of which there are none')
  const size = toSize(asked.width, asked.height)
  const { prompt, loras, warnings } = toLoras(asked.prompt ?? '', models)
  if (prompt.trim() === '') throw wrongField('prompt', 'must have words')
  const vae = toVae(asked, models)
  const { sampler, scheduler } = toMethod(
    asked.sampler_name ?? asked.sampler_index,
    asked.scheduler,
  )
  const upscale = toHiresFix(asked, { size, models })
  const control = controlUnits(asked.alwayson_scripts).map((unit, index) => {
    const how = toControl(unit, models)
    if (how.type === 'inpaint') return how
    const given = pictures.controls[index] ?? pictures.image
    // A unit without a picture sees the one that is changed.
    if (given === undefined) throw wrongField(`${unit.at}.image`, 'is missing')
    return { ...how, image: given.reference }
  })
  const words = {
    prompt,
    negative_prompt: asked.negative_prompt || undefined,
    model,
    seed: Math.max(-1, asked.seed ?? -1),
    steps: asked.steps,
    cfg: asked.cfg_scale,
    guidance: asked.distilled_cfg_scale,
    sampler,
    scheduler,
    resolution: size,
    loras: loras.length === 0 ? undefined : loras,
    clip_skip: toClipSkip(asked),
    vae: vae.file,
    upscale,
    control: control.length === 0 ? undefined : control,
    ...ofPictures(asked, pictures),
  }
  return {
    words: Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)),
    count,
    size,
    warnings: [
      ...warnings,
      ...vae.warnings,
      ...ofUpscaler(asked, models),
      ...unheeded(asked, { image: pictures.image, size }),
    ],
  }
}

function ofPictures(asked: Processing, { image, mask }: GivenPictures) {
  if (image === undefined) return {}
  const denoise = asked.denoising_strength ?? 0.75
  if (mask === undefined) return { image: image.reference, denoise }
  return {
    image: image.reference,
    denoise,
    mask: mask.reference,
    mask_mode: (asked.inpainting_mask_invert ?? 0) === 1 ? 'black' : 'white',
    // A blurred edge reaches about as far beyond the mask.
    grow_mask: Math.min(256, asked.mask_blur ?? asked.mask_blur_x ?? 4),
  }
}

function toClipSkip({ override_settings: settings = {}, clip_skip: own }: Processing) {
  const said = Number(settings.CLIP_stop_at_last_layers ?? own ?? 1)
  return Number.isInteger(said) && said > 1 ? said : undefined
}

const openVae = /^(?:|automatic|none|n\/a)$/i

function toVae({ override_settings: settings = {} }: Processing, models: readonly Model[]) {
  const name = typeof settings.sd_vae === 'string' ? settings.sd_vae.trim() : ''
  if (openVae.test(name)) return { file: undefined, warnings: [] }
  const files = models.filter(({ kind }) => kind === 'vae')
  const file = findModel(files, name)?.filename
  return { file, warnings: file === undefined ? [`There is no VAE named ${name}.`] : [] }
}

function ofUpscaler(asked: Processing, models: readonly Model[]): readonly string[] {
  if (asked.enable_hr !== true) return []
  const { isOther } = toUpscaler(asked.hr_upscaler ?? 'Latent', models, 'hr_upscaler')
  return isOther ? [`The latent was enlarged, and not by ${asked.hr_upscaler}.`] : []
}
