import type { Model } from '@darkroom/door-ports'
import type { Upscale } from '@darkroom/recipe'
import { findModel, noSuchModel } from './find-model.ts'
import type { Processing } from './processing-schema.ts'
import type { Size } from './to-size.ts'
import { wrongField } from './wrong-field.ts'

/** The ways in which A1111 enlarges what is not decoded yet, of which ours is the first. */
export const latentModes: readonly string[] = [
  'Latent',
  'Latent (antialiased)',
  'Latent (bicubic)',
  'Latent (bicubic antialiased)',
  'Latent (nearest)',
  'Latent (nearest-exact)',
]

/** Names of A1111 for models that everybody has under another. */
const knownFiles: ReadonlyMap<string, string> = new Map([
  ['r-esrgan 4x+', 'RealESRGAN_x4plus'],
  ['r-esrgan 4x+ anime6b', 'RealESRGAN_x4plus_anime_6B'],
  ['r-esrgan 2x+', 'RealESRGAN_x2plus'],
  ['r-esrgan general 4xv3', 'realesr-general-x4v3'],
  ['r-esrgan animevideo', 'realesr-animevideov3'],
  ['esrgan_4x', 'ESRGAN_4x'],
  ['swinir 4x', 'SwinIR_4x'],
])

export interface Upscaler {
  /** File of the model; undefined for the latent, or for one that is found. */
  readonly model: string | undefined
  /** Whether another way was asked for, of those that are no models. */
  readonly isOther: boolean
}

const plainWays = /^(?:none|lanczos|nearest|bicubic|bilinear|latent.*)?$/i

/** The upscaler of that name. @throws DoorError 422 when there is none */
export function toUpscaler(name: string, models: readonly Model[], field: string): Upscaler {
  const asked = name.trim()
  if (plainWays.test(asked)) return { model: undefined, isOther: !/^(?:latent)?$/i.test(asked) }
  const all = models.filter(({ kind }) => kind === 'upscale')
  const known = knownFiles.get(asked.toLowerCase())
  const found = findModel(all, asked) ?? (known === undefined ? undefined : findModel(all, known))
  if (found === undefined) throw wrongField(field, noSuchModel('upscaler', asked, all))
  return { model: found.filename, isOther: false }
}

/** The second pass of `txt2img`, in our words. @throws DoorError 422 */
export function toHiresFix(
  asked: Processing,
  { size, models }: { readonly size: Size | undefined; readonly models: readonly Model[] },
): Partial<Upscale> | undefined {
  if (asked.enable_hr !== true) return undefined
  const { model } = toUpscaler(asked.hr_upscaler ?? 'Latent', models, 'hr_upscaler')
  const steps = asked.hr_second_pass_steps ?? 0
  return {
    factor: factorOf(asked, size),
    ...(model === undefined ? {} : { model }),
    denoise: asked.denoising_strength ?? 0.75,
    ...(steps === 0 ? {} : { steps }),
  }
}

function factorOf(asked: Processing, size: Size = { width: 512, height: 512 }): number {
  const wide = (asked.hr_resize_x ?? 0) / size.width
  const high = (asked.hr_resize_y ?? 0) / size.height
  const isResized = wide > 0 || high > 0
  return toFactor(isResized ? Math.max(wide, high) : (asked.hr_scale ?? 2), {
    field: isResized ? 'hr_resize_x' : 'hr_scale',
  })
}

/** How many times larger a picture becomes. @throws DoorError 422 */
export function toFactor(factor: number, { field }: { readonly field: string }): number {
  if (factor >= 1 && factor <= 8) return factor
  throw wrongField(field, `must make the picture 1 to 8 times larger, and not ${factor} times`)
}
