import { emptyLatentOf } from '../nodes/latents.ts'
import { scaleToPixels } from '../nodes/scaling.ts'
import { flux2Vae, mistral3, qwen3Of4b, qwen3Of8b } from './companions.ts'
import { encodeBothWithReferences, encodeGuided, encodeOneWithReferences } from './encoding.ts'
import type { ModelFamily, ModelVariant } from './model-family.ts'

const scheduler = 'cannot be chosen for FLUX.2, which has a schedule of its own'
const clipSkip = 'has no effect on FLUX.2, whose text encoder is a language model'

const dev: ModelVariant = {
  id: 'dev',
  title: 'FLUX.2 dev',
  textEncoders: { type: 'flux2', files: [mistral3] },
  vae: flux2Vae,
  hasTextLoras: false,
  encode: encodeGuided,
  emptyLatent: (size) => emptyLatentOf({ classType: 'EmptyFlux2LatentImage', ...size }),
  sampling: 'flux2',
  multiple: 16,
  latentStep: 16,
  seesMask: false,
  references: 10,
  scaleReference: (image) => scaleToPixels({ image, megapixels: 1, multiple: 16 }),
  isEditor: false,
  control: { by: 'reference' },
  refuses: {
    negative_prompt:
      'has no effect on FLUX.2 dev, whose guidance is distilled: say what is wanted in the prompt',
    cfg: 'must be 1 for FLUX.2 dev, whose guidance is distilled: set guidance instead',
    scheduler,
    clip_skip: clipSkip,
  },
  cannot: {},
  defaults: {
    steps: 20,
    cfg: 1,
    guidance: 4,
    sampler: 'euler',
    scheduler: 'simple',
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 },
  },
}

const kleinWords: Pick<ModelVariant, 'encode' | 'refuses'> = {
  encode: encodeBothWithReferences,
  refuses: {
    guidance:
      'has no effect on FLUX.2 klein: the base models follow cfg, the distilled ones neither',
    scheduler,
    clip_skip: clipSkip,
  },
}

const distilledWords: Pick<ModelVariant, 'encode' | 'refuses'> = {
  encode: encodeOneWithReferences,
  refuses: {
    ...kleinWords.refuses,
    negative_prompt:
      'has no effect on FLUX.2 klein, which was distilled to do without one; the base model has it',
    cfg: 'must be 1 for FLUX.2 klein, which was distilled to do without it; the base model has it',
  },
}

const { guidance: _, ...withoutGuidance } = dev.defaults

const klein4b: ModelVariant = {
  ...dev,
  ...distilledWords,
  id: 'klein-4b',
  title: 'FLUX.2 klein 4B',
  sign: /klein/,
  textEncoders: { type: 'flux2', files: [qwen3Of4b] },
  defaults: { ...withoutGuidance, steps: 4 },
}

const klein9b: ModelVariant = {
  ...klein4b,
  id: 'klein-9b',
  title: 'FLUX.2 klein 9B',
  sign: /klein.*9b/,
  textEncoders: { type: 'flux2', files: [qwen3Of8b] },
}

const kleinBase4b: ModelVariant = {
  ...klein4b,
  ...kleinWords,
  id: 'klein-base-4b',
  title: 'FLUX.2 klein base 4B',
  sign: /klein.*base/,
  defaults: { ...withoutGuidance, steps: 20, cfg: 5 },
}

const kleinBase9b: ModelVariant = {
  ...kleinBase4b,
  id: 'klein-base-9b',
  title: 'FLUX.2 klein base 9B',
  sign: /klein.*base.*9b/,
  textEncoders: { type: 'flux2', files: [qwen3Of8b] },
}

export const flux2: ModelFamily = {
  id: 'flux2',
  title: 'FLUX.2',
  folder: 'diffusion_models',
  sign: /(?<![a-z])flux[-_. ]?(2(?!\d)|klein)|(?<![a-z])klein(?![a-z])/,
  variants: [dev, kleinBase9b, kleinBase4b, klein9b, klein4b],
}
