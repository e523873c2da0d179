import type { Image, Latent } from '../graph/output.ts'
import { encodeImage } from '../nodes/latents.ts'
import { repeatLatent } from '../nodes/scaling.ts'
import type { Scene } from './sample-pass.ts'

/** The latent of a picture, as often as pictures are asked for. */
export const startFrom = (scene: Scene, image: Image): Latent =>
  repeated(scene, encodeImage({ image, vae: scene.vae }))

export const repeated = ({ inputs: { batch_size: amount = 1 } }: Scene, samples: Latent): Latent =>
  amount === 1 ? samples : repeatLatent({ samples, amount })
