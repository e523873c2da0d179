import { createNode } from '../graph/graph-node.ts'
import {
  type Conditioning,
  type Guider,
  type Latent,
  type Model,
  type Noise,
  outputOf,
  type Sampler,
  type Sigmas,
} from '../graph/output.ts'
import type { PictureSize } from './scaling.ts'

/** Samples in one node. `denoise` below 1 keeps part of the given latent. */
export function sample({
  model,
  positive,
  negative,
  latent,
  seed,
  steps = 20,
  cfg = 7,
  sampler = 'euler',
  scheduler = 'normal',
  denoise = 1,
}: {
  model: Model
  positive: Conditioning
  negative: Conditioning
  latent: Latent
  seed: number
  steps?: number
  cfg?: number
  sampler?: string
  scheduler?: string
  denoise?: number
}): Latent {
  const node = createNode({
    classType: 'KSampler',
    title: 'KSampler',
    inputs: {
      seed,
      steps,
      cfg,
      sampler_name: sampler,
      scheduler,
      denoise,
      model,
      positive,
      negative,
      latent_image: latent,
    },
  })
  return outputOf(node, 0)
}

export const randomNoise = ({ seed }: { seed: number }): Noise =>
  outputOf(
    createNode({ classType: 'RandomNoise', title: 'Noise', inputs: { noise_seed: seed } }),
    0,
  )

export const selectSampler = ({ name = 'euler' }: { name?: string } = {}): Sampler =>
  outputOf(
    createNode({ classType: 'KSamplerSelect', title: 'Sampler', inputs: { sampler_name: name } }),
    0,
  )

export function schedule({
  model,
  scheduler = 'simple',
  steps = 20,
  denoise = 1,
}: {
  model: Model
  scheduler?: string
  steps?: number
  denoise?: number
}): Sigmas {
  const node = createNode({
    classType: 'BasicScheduler',
    title: 'Scheduler',
    inputs: { model, scheduler, steps, denoise },
  })
  return outputOf(node, 0)
}

export function basicGuider({
  model,
  conditioning,
}: {
  model: Model
  conditioning: Conditioning
}): Guider {
  const node = createNode({
    classType: 'BasicGuider',
    title: 'Guider',
    inputs: { model, conditioning },
  })
  return outputOf(node, 0)
}

export function cfgGuider({
  model,
  positive,
  negative,
  cfg = 7,
}: {
  model: Model
  positive: Conditioning
  negative: Conditioning
  cfg?: number
}): Guider {
  const node = createNode({
    classType: 'CFGGuider',
    title: 'CFG Guider',
    inputs: { model, positive, negative, cfg },
  })
  return outputOf(node, 0)
}

/** Samples with separate parts, as Flux workflows do. */
export function sampleWithParts({
  noise,
  guider,
  sampler,
  sigmas,
  latent,
}: {
  noise: Noise
  guider: Guider
  sampler: Sampler
  sigmas: Sigmas
  latent: Latent
}): { latent: Latent; denoised: Latent } {
  const node = createNode({
    classType: 'SamplerCustomAdvanced',
    title: 'Sampler',
    inputs: { noise, guider, sampler, sigmas, latent_image: latent },
  })
  return { latent: outputOf(node, 0), denoised: outputOf(node, 1) }
}

/** The steps of Flux 2, which depend on the size of the picture. */
export function scheduleForFlux2({
  steps,
  width,
  height,
}: { steps: number } & PictureSize): Sigmas {
  const node = createNode({
    classType: 'Flux2Scheduler',
    title: 'Scheduler',
    inputs: { steps, width, height },
  })
  return outputOf(node, 0)
}

/** The last part of the steps, which changes a given latent by `denoise` alone. */
export function lastSteps({ sigmas, denoise }: { sigmas: Sigmas; denoise: number }): Sigmas {
  const node = createNode({
    classType: 'SplitSigmasDenoise',
    title: 'Denoise',
    inputs: { sigmas, denoise },
  })
  return outputOf(node, 1)
}
