import { clipG, clipL, controlNet, sdxlVae } from './companions.ts'
import type { ControlWay, ModelFamily, ModelVariant } from './model-family.ts'
import { noReferences, stableDiffusion } from './stable-diffusion.ts'

const union = (sign: RegExp) =>
  controlNet(
    'ControlNet for SDXL',
    'controlnet-union-sdxl-1.0.safetensors',
    /(xl.*(union|promax))|((union|promax).*xl)/,
    /^controlnet-union/,
    new RegExp(`xl.*(${sign.source})|(${sign.source}).*xl`),
  )

const control: ControlWay = {
  by: 'net',
  needsVae: false,
  nets: [
    [['canny', 'lineart'], union(/canny|lineart/)],
    [['softedge', 'scribble'], union(/softedge|hed|scribble/)],
    [['depth'], union(/depth/)],
    [['normal'], union(/normal/)],
    [['pose'], union(/openpose|pose/)],
    [['segment'], union(/seg/)],
    [['tile'], union(/tile/)],
  ],
}

const base: ModelVariant = {
  ...stableDiffusion,
  id: 'base',
  title: 'SDXL',
  textEncoders: { type: 'sdxl', files: [clipL, clipG] },
  vae: sdxlVae,
  control,
  cannot: { edit: noReferences('SDXL') },
  defaults: {
    steps: 30,
    cfg: 6,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.6, mask: 0.9, enlarged: 0.45 },
  },
}

const inpainting: ModelVariant = {
  ...base,
  id: 'inpainting',
  title: 'SDXL Inpainting',
  sign: /inpaint/,
  seesMask: true,
  defaults: { ...base.defaults, denoise: { ...base.defaults.denoise, mask: 1 } },
}

/** Models that were distilled to few steps: their guidance is low. */
const turbo: ModelVariant = {
  ...base,
  id: 'turbo',
  title: 'SDXL Turbo, Lightning and their kin',
  sign: /turbo|lightning|hyper|lcm|dmd/,
  defaults: {
    ...base.defaults,
    steps: 6,
    cfg: 2,
    sampler: 'dpmpp_sde',
    scheduler: 'karras',
  },
}

/** Illustrious, NoobAI and Pony. */
const illustrious: ModelVariant = {
  ...base,
  id: 'illustrious',
  title: 'Illustrious, NoobAI and Pony',
  sign: /illustrious|illu(?=[-_. ]|$)|noob|pony/,
  defaults: {
    ...base.defaults,
    steps: 28,
    cfg: 5,
    sampler: 'euler_ancestral',
    scheduler: 'normal',
  },
}

export const sdxl: ModelFamily = {
  id: 'sdxl',
  title: 'SDXL',
  folder: 'checkpoints',
  sign: /sd[-_. ]?xl|stable[-_. ]?diffusion[-_. ]?xl|(?<!flux)xl(?=$|[-_. \d])|(?<!flux)xl[-_]?v\d|illustrious|illu(?=[-_. ])|noob|pony/,
  variants: [base, turbo, illustrious, inpainting],
}
