import { emptyLatentOf } from '../nodes/latents.ts'
import { shiftAuraFlow } from '../nodes/model-patches.ts'
import { padTokens } from '../nodes/text-encoders.ts'
import { fluxVae, pixelSpace, t5xxl } from './companions.ts'
import { encodeBoth } from './encoding.ts'
import type { ModelFamily, ModelVariant } from './model-family.ts'
import { noControl, noReferences } from './stable-diffusion.ts'

const hd: ModelVariant = {
  id: 'hd',
  title: 'Chroma1 HD',
  textEncoders: { type: 'chroma', files: [t5xxl] },
  vae: fluxVae,
  hasTextLoras: false,
  tuneClip: (clip) => padTokens({ clip, minPadding: 1, minLength: 0 }),
  encode: encodeBoth,
  emptyLatent: (size) => emptyLatentOf({ classType: 'EmptySD3LatentImage', ...size }),
  sampling: 'ksampler',
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  refuses: {
    guidance: 'has no effect on Chroma, which follows cfg',
    clip_skip: 'has no effect on Chroma, which takes its words from T5',
  },
  cannot: { edit: noReferences('Chroma'), controlnet: noControl('Chroma') },
  defaults: {
    steps: 30,
    cfg: 4,
    sampler: 'euler',
    scheduler: 'simple',
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 },
  },
}

const flash: ModelVariant = {
  ...hd,
  id: 'flash',
  title: 'Chroma1 Flash',
  sign: /flash/,
  defaults: { ...hd.defaults, steps: 12, cfg: 1, sampler: 'heun', scheduler: 'beta' },
}

/** Paints pixels, not latents. */
const radiance: ModelVariant = {
  ...hd,
  id: 'radiance',
  title: 'Chroma1 Radiance',
  sign: /radiance/,
  vae: pixelSpace,
  tuneClip: (clip) => padTokens({ clip, minPadding: 0, minLength: 3 }),
  tuneModel: (model) => shiftAuraFlow({ model, shift: 3 }),
  emptyLatent: (size) => emptyLatentOf({ classType: 'EmptyChromaRadianceLatentImage', ...size }),
}

export const chroma: ModelFamily = {
  id: 'chroma',
  title: 'Chroma',
  folder: 'diffusion_models',
  // Also an everyday word: only at the start, and with nothing but its own words joined to it.
  sign: /(?<![a-z·])chroma(?![a-z·])|(?<![a-z·])chroma·?(hd|flash|radiance|unlocked|base|v\d)(?![a-z])/,
  variants: [hd, radiance, flash],
}
