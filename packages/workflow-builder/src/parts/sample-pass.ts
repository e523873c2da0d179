import type { ModelVariant, Prompted } from '../families/model-family.ts'
import type { Image, Latent, Model, Sigmas } from '../graph/output.ts'
import { decodeLatent, decodeTiled } from '../nodes/latents.ts'
import {
  basicGuider,
  cfgGuider,
  lastSteps,
  randomNoise,
  sample,
  sampleWithParts,
  scheduleForFlux2,
  selectSampler,
} from '../nodes/sampling.ts'
import type { PictureSize } from '../nodes/scaling.ts'
import type { FamilyInputs, Sized } from './family-inputs.ts'
import type { Parts } from './load-parts.ts'

/** All that a pass of the sampler takes but the latent. */
export interface Scene extends Prompted {
  readonly variant: ModelVariant
  readonly inputs: FamilyInputs & Sized
  readonly model: Model
  readonly vae: Parts['vae']
  /** The size of the picture, on which the steps of some families depend. */
  readonly size: PictureSize
}

export interface Pass {
  readonly latent: Latent
  /** How much of the latent is made anew. */
  readonly denoise?: number | undefined
  readonly steps?: number | undefined
}

/** One pass of the sampler, by the nodes that the family wants. */
export function samplePass(
  scene: Scene,
  { latent, denoise = 1, steps = scene.inputs.steps }: Pass,
): Latent {
  const { variant, inputs, model, positive, negative } = scene
  const { seed, cfg, sampler, scheduler } = inputs
  if (variant.sampling === 'ksampler') {
    return sample({
      ...{ model, positive, negative, latent, seed, steps, cfg, sampler, scheduler, denoise },
    })
  }
  const isGuided = variant.refuses.guidance === undefined
  const guider = isGuided
    ? basicGuider({ model, conditioning: positive })
    : cfgGuider({ model, positive, negative, cfg })
  return sampleWithParts({
    noise: randomNoise({ seed }),
    guider,
    sampler: selectSampler({ name: sampler }),
    sigmas: stepsOf(scene, { denoise, steps }),
    latent,
  }).latent
}

function stepsOf(
  { size }: Scene,
  { denoise, steps }: { readonly denoise: number; readonly steps: number },
): Sigmas {
  const sigmas = scheduleForFlux2({ steps, ...size })
  return denoise === 1 ? sigmas : lastSteps({ sigmas, denoise })
}

export const decode = ({ vae, inputs }: Scene, samples: Latent): Image =>
  inputs.tiling === true ? decodeTiled({ samples, vae }) : decodeLatent({ samples, vae })
