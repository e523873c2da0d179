import type { ModelVariant } from '../families/model-family.ts'
import type { Image } from '../graph/output.ts'
import { encodeImage } from '../nodes/latents.ts'
import { conditionInpaint, maskNoise, pasteMasked } from '../nodes/masks.ts'
import { softenMask } from '../nodes/model-patches.ts'
import { repeatImage, sizeOf } from '../nodes/scaling.ts'
import { enlargePicture } from './enlarge.ts'
import type { ImageInputs } from './family-inputs.ts'
import type { Hole } from './guide-by-nets.ts'
import { decode, type Pass, type Scene, samplePass } from './sample-pass.ts'
import { ownReferences, setScene } from './set-scene.ts'
import { repeated } from './start-from.ts'

/**
 * Paints the masked part of a picture anew, and puts it over the picture as it was: the way through the latent changes
 * every pixel a little, and what was not asked for is not to change.
 */
export function repaint(variant: ModelVariant, inputs: ImageInputs, hole: Hole): Image {
  const { image, mask } = hole
  const scene = setScene(variant, inputs, {
    size: inputs.resolution ?? sizeOf({ image }),
    references: ownReferences(variant, image),
    hole,
  })
  const { latent, ...opened } = openHole(scene, hole)
  const soft = { ...opened, model: softenMask({ model: opened.model }) }
  const samples = samplePass(soft, { latent, denoise: inputs.denoise })
  const source = decode(soft, samples)
  const { batch_size: amount = 1 } = inputs
  const destination = amount === 1 ? image : repeatImage({ image, amount })
  return enlargePicture(scene, pasteMasked({ destination, source, mask }))
}

/** A model that was made for it sees picture and mask; for others, only the masked part gets noise. */
function openHole(scene: Scene, { image, mask }: Hole): Scene & Pick<Pass, 'latent'> {
  const { variant, vae, positive, negative } = scene
  if (variant.seesMask) {
    const seen = conditionInpaint({ positive, negative, vae, image, mask })
    return { ...scene, ...seen, latent: repeated(scene, seen.latent) }
  }
  const samples = maskNoise({ samples: encodeImage({ image, vae }), mask })
  return { ...scene, latent: repeated(scene, samples) }
}
