import { emptyLatentOf } from '../nodes/latents.ts'
import { shiftAuraFlow } from '../nodes/model-patches.ts'
import { fluxVae, gemma2 } from './companions.ts'
import { encodeLumina } from './encoding.ts'
import type { ModelFamily, ModelVariant } from './model-family.ts'
import { noControl, noReferences } from './stable-diffusion.ts'

const base: ModelVariant = {
  id: 'base',
  title: 'Lumina-Image 2.0',
  textEncoders: { type: 'lumina2', files: [gemma2] },
  vae: fluxVae,
  hasTextLoras: false,
  tuneModel: (model) => shiftAuraFlow({ model, shift: 6 }),
  encode: encodeLumina,
  emptyLatent: (size) => emptyLatentOf({ classType: 'EmptySD3LatentImage', ...size }),
  sampling: 'ksampler',
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  refuses: {
    guidance: 'has no effect on Lumina 2, which follows cfg',
    clip_skip: 'has no effect on Lumina 2, whose text encoder is a language model',
  },
  cannot: { edit: noReferences('Lumina 2'), controlnet: noControl('Lumina 2') },
  defaults: {
    steps: 25,
    cfg: 4,
    sampler: 'res_multistep',
    scheduler: 'simple',
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 },
  },
}

export const lumina2: ModelFamily = {
  id: 'lumina2',
  title: 'Lumina 2',
  folder: 'checkpoints',
  sign: /(?<![a-z·])lumina(?![a-z·\d])|(?<![a-z·])lumina[-_. ·]?(2(?!\d)|image)|neta[-_. ]?(yume|lumina)/,
  variants: [base],
}
