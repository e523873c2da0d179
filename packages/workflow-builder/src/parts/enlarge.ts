import type { Upscale } from '@darkroom/recipe'
import type { Image, Latent } from '../graph/output.ts'
import { upscaleImage } from '../nodes/images.ts'
import { encodeImage } from '../nodes/latents.ts'
import { loadUpscaleModel } from '../nodes/loaders.ts'
import {
  type PictureSize,
  scaleImage,
  scaleImageBy,
  scaleLatentBy,
  sizeOf,
} from '../nodes/scaling.ts'
import { decode, type Scene, samplePass } from './sample-pass.ts'

/** Enlarges what was sampled, where that is asked for: by latent and a second pass, or by an upscale model. */
export function enlargeSamples(scene: Scene, samples: Latent): Image {
  const { upscale } = scene.inputs
  if (upscale === undefined) return decode(scene, samples)
  if (upscale.model !== undefined) return enlargePicture(scene, decode(scene, samples))
  const { factor } = upscale
  const larger = { ...scene, size: times(scene.size, factor) }
  return repainted(larger, upscale, scaleLatentBy({ samples, factor }))
}

/** Enlarges a picture, where that is asked for. */
export function enlargePicture(scene: Scene, image: Image): Image {
  const { upscale } = scene.inputs
  if (upscale === undefined) return image
  const { factor, model, denoise = model === undefined ? undefined : 0 } = upscale
  const larger =
    model === undefined ? scaleImageBy({ image, factor }) : byModel({ image, factor, model })
  if (denoise === 0) return larger
  const latent = encodeImage({ image: larger, vae: scene.vae })
  return repainted({ ...scene, size: sizeOf({ image: larger }) }, upscale, latent)
}

/** An upscale model has a factor of its own, so that its picture is scaled to what is asked for. */
export function byModel({
  image,
  factor,
  model: name,
}: {
  image: Image
  factor: number
  model: string
}): Image {
  const upscaled = upscaleImage({ image, model: loadUpscaleModel({ name }) })
  return scaleImage({ image: upscaled, ...sizeOf({ image: scaleImageBy({ image, factor }) }) })
}

/** A size that a node finds out stays as it is: the steps that depend on it change little. */
const times = ({ width, height }: PictureSize, factor: number): PictureSize => ({
  width: typeof width === 'number' ? Math.round(width * factor) : width,
  height: typeof height === 'number' ? Math.round(height * factor) : height,
})

function repainted(scene: Scene, { denoise, steps }: Upscale, latent: Latent): Image {
  const { enlarged } = scene.variant.defaults.denoise
  return decode(scene, samplePass(scene, { latent, steps, denoise: denoise ?? enlarged }))
}
