import { emptyLatentOf } from '../nodes/latents.ts'
import { clipG, clipL, controlNet, sd3Vae, t5xxl } from './companions.ts'
import { encodeBoth } from './encoding.ts'
import type { ControlWay, ModelFamily, ModelVariant } from './model-family.ts'
import { noReferences } from './stable-diffusion.ts'

const net = (word: string) =>
  controlNet(
    `ControlNet (${word}) for Stable Diffusion 3.5 Large`,
    `sd3.5_large_controlnet_${word}.safetensors`,
    new RegExp(`sd[-_. ]?3.*${word}`),
  )

const control: ControlWay = {
  by: 'net',
  needsVae: true,
  nets: [
    [['canny', 'lineart'], net('canny')],
    [['depth'], net('depth')],
    [['tile'], net('blur')],
  ],
}

/** The files as first published hold no text encoders; those that do say so. */
const bundled = (name: string) => ({
  textEncoders: !/^(sd3\.5|sd3)_(large|medium)(_turbo)?$/.test(name),
  vae: true,
})

const large: ModelVariant = {
  id: 'large',
  title: 'Stable Diffusion 3.5 Large',
  textEncoders: { type: 'sd3', files: [clipL, clipG, t5xxl] },
  vae: sd3Vae,
  bundled,
  hasTextLoras: true,
  encode: encodeBoth,
  emptyLatent: (size) => emptyLatentOf({ classType: 'EmptySD3LatentImage', ...size }),
  sampling: 'ksampler',
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  control,
  refuses: {
    guidance: 'has no effect on Stable Diffusion 3.5, which follows cfg',
    clip_skip: 'has no effect on Stable Diffusion 3.5, whose text encoders are used whole',
  },
  cannot: { edit: noReferences('Stable Diffusion 3.5') },
  defaults: {
    steps: 28,
    cfg: 4.5,
    sampler: 'euler',
    scheduler: 'sgm_uniform',
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 },
  },
}

const turbo: ModelVariant = {
  ...large,
  id: 'large-turbo',
  title: 'Stable Diffusion 3.5 Large Turbo',
  sign: /turbo/,
  refuses: {
    ...large.refuses,
    cfg: 'must be 1 for Stable Diffusion 3.5 Large Turbo, which was distilled to do without it',
    negative_prompt:
      'has no effect on Stable Diffusion 3.5 Large Turbo, which was distilled to do without one',
  },
  defaults: { ...large.defaults, steps: 4, cfg: 1, scheduler: 'simple' },
}

const { control: _, ...uncontrolled } = large

const medium: ModelVariant = {
  ...uncontrolled,
  id: 'medium',
  title: 'Stable Diffusion 3.5 Medium',
  sign: /medium/,
  cannot: {
    ...large.cannot,
    controlnet:
      'The ControlNets of Stable Diffusion 3.5 are for Large; there is none for Medium that ComfyUI itself can run.',
  },
  defaults: { ...large.defaults, steps: 40 },
}

export const sd35: ModelFamily = {
  id: 'sd35',
  title: 'Stable Diffusion 3.5',
  folder: 'checkpoints',
  sign: /(?<![a-z\d])sd[-_. ]?v?3([-_. ]?5)?(?=$|[^a-z\d]|large|medium)|stable[-_. ·]?diffusion[-_. ·]?v?3([-_. ]?5)?(?![a-z\d])/,
  variants: [large, turbo, medium],
}
