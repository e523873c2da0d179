import { clipL, controlNet, sdVae } from './companions.ts'
import type { ControlWay, ModelFamily, ModelVariant } from './model-family.ts'
import { noReferences, stableDiffusion } from './stable-diffusion.ts'

const net = (word: string, sign: RegExp) =>
  controlNet(
    `ControlNet (${word}) for Stable Diffusion 1.5`,
    `control_v11p_sd15_${word}_fp16.safetensors`,
    new RegExp(`^control_.*sd15.*(${sign.source})`),
    new RegExp(`sd[-_. ]?v?1?[-_. ]?5?.*(${sign.source})`),
  )

const control: ControlWay = {
  by: 'net',
  needsVae: false,
  nets: [
    [['canny'], net('canny', /canny/)],
    [['lineart'], net('lineart', /lineart/)],
    [['softedge'], net('softedge', /softedge|hed/)],
    [['scribble'], net('scribble', /scribble/)],
    [['depth'], net('depth', /depth/)],
    [['normal'], net('normalbae', /normal/)],
    [['pose'], net('openpose', /openpose/)],
    [['segment'], net('seg', /seg/)],
    [['tile'], net('tile', /tile/)],
  ],
}

const base: ModelVariant = {
  ...stableDiffusion,
  id: 'base',
  title: 'Stable Diffusion 1.5',
  textEncoders: { type: 'stable_diffusion', files: [clipL] },
  vae: sdVae,
  control,
  cannot: { edit: noReferences('Stable Diffusion 1.5') },
  defaults: {
    steps: 25,
    cfg: 7,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    resolution: { width: 512, height: 512 },
    denoise: { image: 0.6, mask: 0.9, enlarged: 0.5 },
  },
}

const inpainting: ModelVariant = {
  ...base,
  id: 'inpainting',
  title: 'Stable Diffusion 1.5 Inpainting',
  sign: /inpaint/,
  seesMask: true,
  defaults: { ...base.defaults, denoise: { ...base.defaults.denoise, mask: 1 } },
}

const lcm: ModelVariant = {
  ...base,
  id: 'lcm',
  title: 'Stable Diffusion 1.5 LCM',
  sign: /lcm|hyper|lightning/,
  defaults: { ...base.defaults, steps: 8, cfg: 1.5, sampler: 'lcm', scheduler: 'sgm_uniform' },
}

export const sd15: ModelFamily = {
  id: 'sd15',
  title: 'Stable Diffusion 1.5',
  folder: 'checkpoints',
  sign: /sd[-_. ]?v?1(?!\d)|sd[-_. ]?15|stable[-_. ]?diffusion[-_. ]?v?1|v1-5|(?<!\d)1\.5/,
  variants: [base, inpainting, lcm],
}
