import { emptyLatentOf } from '../nodes/latents.ts'
import { shiftSd3 } from '../nodes/model-patches.ts'
import { clipGHidream, clipLHidream, fluxVae, llama31, t5xxl } from './companions.ts'
import { encodeBoth, encodeOne } from './encoding.ts'
import type { ModelFamily, ModelVariant } from './model-family.ts'
import { noControl, noReferences } from './stable-diffusion.ts'

const full: ModelVariant = {
  id: 'full',
  title: 'HiDream-I1 Full',
  textEncoders: { type: 'hidream', files: [clipLHidream, clipGHidream, t5xxl, llama31] },
  vae: fluxVae,
  hasTextLoras: false,
  tuneModel: (model) => shiftSd3({ model, shift: 3 }),
  encode: encodeBoth,
  emptyLatent: (size) => emptyLatentOf({ classType: 'EmptySD3LatentImage', ...size }),
  sampling: 'ksampler',
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  refuses: {
    guidance: 'has no effect on HiDream-I1: Full follows cfg, Dev and Fast neither',
    clip_skip:
      'has no effect on HiDream-I1, which takes one vector from CLIP and its words from T5 and Llama',
  },
  cannot: { edit: noReferences('HiDream-I1'), controlnet: noControl('HiDream-I1') },
  defaults: {
    steps: 50,
    cfg: 5,
    sampler: 'uni_pc',
    scheduler: 'simple',
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 },
  },
}

const dev: ModelVariant = {
  ...full,
  id: 'dev',
  title: 'HiDream-I1 Dev',
  sign: /dev/,
  tuneModel: (model) => shiftSd3({ model, shift: 6 }),
  encode: encodeOne,
  refuses: {
    ...full.refuses,
    negative_prompt:
      'has no effect on this HiDream-I1, which was distilled to do without one; Full has it',
    cfg: 'must be 1 for this HiDream-I1, which was distilled to do without it; Full has it',
  },
  defaults: { ...full.defaults, steps: 28, cfg: 1, sampler: 'lcm', scheduler: 'normal' },
}

const fast: ModelVariant = {
  ...dev,
  id: 'fast',
  title: 'HiDream-I1 Fast',
  sign: /fast/,
  tuneModel: (model) => shiftSd3({ model, shift: 3 }),
  defaults: { ...dev.defaults, steps: 16 },
}

export const hidream: ModelFamily = {
  id: 'hidream',
  title: 'HiDream-I1',
  folder: 'diffusion_models',
  sign: /(?<![a-z·])hi[-_. ·]?dream(?=$|[^a-z]|i1)(?!.*(o1|e1))/,
  variants: [full, fast, dev],
}
