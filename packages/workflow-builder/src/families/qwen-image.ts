import { emptyLatentOf } from '../nodes/latents.ts'
import { shiftAuraFlow } from '../nodes/model-patches.ts'
import { controlNet, qwen25Vl, qwenImageVae } from './companions.ts'
import { encodeBoth } from './encoding.ts'
import type { ControlWay, ModelFamily, ModelVariant } from './model-family.ts'
import { noReferences } from './stable-diffusion.ts'

const union = controlNet(
  'ControlNet (union) for Qwen-Image',
  'Qwen-Image-InstantX-ControlNet-Union.safetensors',
  /qwen.*union/,
)

const inpaintNet = controlNet(
  'ControlNet (inpainting) for Qwen-Image',
  'Qwen-Image-InstantX-ControlNet-Inpainting.safetensors',
  /qwen.*inpaint/,
)

const control: ControlWay = {
  by: 'net',
  needsVae: true,
  nets: [
    [['canny', 'lineart', 'softedge', 'scribble', 'depth', 'pose'], union],
    [['inpaint'], inpaintNet],
  ],
}

const base: ModelVariant = {
  id: 'base',
  title: 'Qwen-Image',
  textEncoders: { type: 'qwen_image', files: [qwen25Vl] },
  vae: qwenImageVae,
  hasTextLoras: false,
  tuneModel: (model) => shiftAuraFlow({ model, shift: 3.1 }),
  encode: encodeBoth,
  emptyLatent: (size) => emptyLatentOf({ classType: 'EmptySD3LatentImage', ...size }),
  sampling: 'ksampler',
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  control,
  refuses: {
    guidance: 'has no effect on Qwen-Image, which follows cfg',
    clip_skip: 'has no effect on Qwen-Image, whose text encoder is a language model',
  },
  cannot: { edit: noReferences('Qwen-Image') },
  defaults: {
    steps: 20,
    cfg: 2.5,
    sampler: 'euler',
    scheduler: 'simple',
    resolution: { width: 1328, height: 1328 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 },
  },
}

const of2512: ModelVariant = {
  ...base,
  id: '2512',
  title: 'Qwen-Image 2512',
  sign: /2512/,
  defaults: { ...base.defaults, steps: 50, cfg: 4 },
}

/** Merged with a LoRA that does with few steps. */
const lightning: ModelVariant = {
  ...base,
  id: 'lightning',
  title: 'Qwen-Image Lightning',
  sign: /lightning|distill|rapid|turbo|\dsteps?/,
  defaults: { ...base.defaults, steps: 8, cfg: 1 },
}

export const qwenImage: ModelFamily = {
  id: 'qwen-image',
  title: 'Qwen-Image',
  folder: 'diffusion_models',
  sign: /qwen[-_. ]?image(?!.*layered)/,
  variants: [base, lightning, of2512],
}
