import { openClipH, sdVae } from './companions.ts'
import type { ModelFamily, ModelVariant } from './model-family.ts'
import { noControl, noReferences, stableDiffusion } from './stable-diffusion.ts'

const base: ModelVariant = {
  ...stableDiffusion,
  id: 'base',
  title: 'Stable Diffusion 2',
  textEncoders: { type: 'stable_diffusion', files: [openClipH] },
  vae: sdVae,
  cannot: {
    edit: noReferences('Stable Diffusion 2'),
    controlnet: noControl('Stable Diffusion 2'),
  },
  defaults: {
    steps: 25,
    cfg: 7,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    resolution: { width: 768, height: 768 },
    denoise: { image: 0.6, mask: 0.9, enlarged: 0.5 },
  },
}

const inpainting: ModelVariant = {
  ...base,
  id: 'inpainting',
  title: 'Stable Diffusion 2 Inpainting',
  sign: /inpaint/,
  seesMask: true,
  defaults: {
    ...base.defaults,
    resolution: { width: 512, height: 512 },
    denoise: { ...base.defaults.denoise, mask: 1 },
  },
}

export const sd2: ModelFamily = {
  id: 'sd2',
  title: 'Stable Diffusion 2',
  folder: 'checkpoints',
  sign: /sd[-_. ]?v?2|stable[-_. ]?diffusion[-_. ]?v?2|v2-1|768-v|512-inpainting/,
  variants: [base, inpainting],
}
