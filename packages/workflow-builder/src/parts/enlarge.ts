import type { Upscale } from '@darkroom/recipe'
import type { Image, Latent } from '../graph/output.ts'
import { upscaleImage } from '../nodes/images.ts'
import { encodeImage } from '../nodes/latents.ts'
import { loadUpscaleModel } from '../nodes/loaders.ts'
import { scaleImage, scaleImageBy, scaleLatentBy, sizeOf } from '../nodes/scaling.ts'
import { decode, type Scene, samplePass } from './sample-pass.ts'

/** Enlarges what was sampled, where that is asked for: by latent and a second pass, or by an upscale model. */
export function enlargeSamples(scene: Scene, samples: Latent): Image {
  const { upscale } = scene.inputs
  if (upscale === undefined) return decode(scene, samples)
  if (upscale.model !== undefined) return enlargePicture(scene, decode(scene, samples))
  return repainted(scene, upscale, scaleLatentBy({ samples, factor: upscale.factor }))
}

/** Enlarges a picture, where that is asked for. */
export function enlargePicture(scene: Scene, image: Image): Image {
  const { upscale } = scene.inputs
  if (upscale === undefined) return image
  const { factor, model, denoise = model === undefined ? undefined : 0 } = upscale
  const larger =
    model === undefined ? scaleImageBy({ image, factor }) : byModel({ image, factor, model })
  if (denoise === 0) return larger
  return repainted(scene, upscale, encodeImage({ image: larger, vae: scene.vae }))
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

function repainted(scene: Scene, { denoise, steps }: Upscale, latent: Latent): Image {
  const { enlarged } = scene.variant.defaults.denoise
  return decode(scene, samplePass(scene, { latent, steps, denoise: denoise ?? enlarged }))
}
