import { emptyLatentOf } from '../nodes/latents.ts'
import { shiftAuraFlow } from '../nodes/model-patches.ts'
import { fluxVae, qwen3Of4b } from './companions.ts'
import { encodeBoth, encodeOne } from './encoding.ts'
import type { Companion, ModelFamily, ModelVariant } from './model-family.ts'
import { noReferences } from './stable-diffusion.ts'

/** A union takes every type of pictures; the one for the other variant is better than none. */
const patchOf = (title: string, file: string, own: RegExp): Companion => ({
  what: `ControlNet (union) for ${title}`,
  folder: 'model_patches',
  file,
  signs: [own, /z[-_. ]?image.*union/, /z[-_. ]?image.*control(?!.*(tile|inpaint))/],
})

const turbo: ModelVariant = {
  id: 'turbo',
  title: 'Z-Image Turbo',
  sign: /turbo|zit/,
  textEncoders: { type: 'lumina2', files: [qwen3Of4b] },
  vae: fluxVae,
  hasTextLoras: false,
  tuneModel: (model) => shiftAuraFlow({ model, shift: 3 }),
  encode: encodeOne,
  emptyLatent: (size) => emptyLatentOf({ classType: 'EmptySD3LatentImage', ...size }),
  sampling: 'ksampler',
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  control: {
    by: 'patch',
    net: patchOf(
      'Z-Image Turbo',
      'Z-Image-Turbo-Fun-Controlnet-Union.safetensors',
      /z[-_. ]?image.*turbo.*union/,
    ),
  },
  refuses: {
    negative_prompt:
      'has no effect on Z-Image Turbo, which was distilled to do without one; Z-Image has it',
    cfg: 'must be 1 for Z-Image Turbo, which was distilled to do without it; Z-Image has it',
    guidance: 'has no effect on Z-Image: the base model follows cfg, Turbo neither',
    clip_skip: 'has no effect on Z-Image, whose text encoder is a language model',
  },
  cannot: { edit: noReferences('Z-Image') },
  defaults: {
    steps: 8,
    cfg: 1,
    sampler: 'res_multistep',
    scheduler: 'simple',
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.6, mask: 0.9, enlarged: 0.33 },
  },
}

const { guidance = '', clip_skip = '' } = turbo.refuses

const base: ModelVariant = {
  ...turbo,
  id: 'base',
  title: 'Z-Image',
  sign: /base|z[-_. ]?image(?!.*turbo)/,
  encode: encodeBoth,
  control: {
    by: 'patch',
    net: patchOf(
      'Z-Image',
      'Z-Image-Fun-Controlnet-Union-2.1.safetensors',
      /z[-_. ]?image(?!.*turbo).*union/,
    ),
  },
  refuses: { guidance, clip_skip },
  defaults: {
    ...turbo.defaults,
    steps: 25,
    cfg: 4,
    denoise: { ...turbo.defaults.denoise, enlarged: 0.45 },
  },
}

export const zImage: ModelFamily = {
  id: 'z-image',
  title: 'Z-Image',
  folder: 'diffusion_models',
  sign: /(?<![a-z])z[-_. ·]?image(?=$|[^a-z]|turbo|base)(?!.*(edit|omni))|(^|[-_. ·])zit(?=$|[-_. ·\d])/,
  variants: [turbo, base],
}
