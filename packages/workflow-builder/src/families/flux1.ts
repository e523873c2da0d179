import { emptyLatentOf } from '../nodes/latents.ts'
import { scaleForKontext } from '../nodes/references.ts'
import { clipL, controlNet, fluxVae, t5xxl } from './companions.ts'
import { encodeGuided } from './encoding.ts'
import type { ControlWay, ModelFamily, ModelVariant } from './model-family.ts'
import { noReferences } from './stable-diffusion.ts'

/** The union takes every type; nets for one type take that alone. FLUX.2 has nets of its own. */
const net = (sign: RegExp) =>
  controlNet(
    'ControlNet (union) for FLUX.1 dev',
    'FLUX.1-dev-ControlNet-Union-Pro-2.0.safetensors',
    /flux(?![-_. ]?2).*union.*pro/,
    /flux(?![-_. ]?2).*union/,
    new RegExp(`^(?=.*control).*flux(?![-_. ]?2).*(${sign.source})`),
  )

const inpaintNet = controlNet(
  'ControlNet (inpainting) for FLUX.1 dev',
  'FLUX.1-dev-Controlnet-Inpainting-Beta.safetensors',
  /flux(?![-_. ]?2).*inpaint/,
)

const control: ControlWay = {
  by: 'net',
  needsVae: true,
  nets: [
    [['canny', 'lineart'], net(/canny|lineart/)],
    [['softedge', 'scribble'], net(/softedge|hed|scribble/)],
    [['depth'], net(/depth/)],
    [['normal'], net(/normal/)],
    [['pose'], net(/pose/)],
    [['tile'], net(/tile|upscaler/)],
    [['inpaint'], inpaintNet],
  ],
}

const dev: ModelVariant = {
  id: 'dev',
  title: 'FLUX.1 dev',
  textEncoders: { type: 'flux', files: [clipL, t5xxl] },
  vae: fluxVae,
  hasTextLoras: true,
  encode: encodeGuided,
  emptyLatent: (size) => emptyLatentOf({ classType: 'EmptySD3LatentImage', ...size }),
  sampling: 'ksampler',
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  control,
  refuses: {
    negative_prompt:
      'has no effect on FLUX.1, whose guidance is distilled: say what is wanted in the prompt',
    cfg: 'must be 1 for FLUX.1, whose guidance is distilled: set guidance instead',
    clip_skip: 'has no effect on FLUX.1, which takes one vector from CLIP and its words from T5',
  },
  cannot: { edit: noReferences('FLUX.1 dev') },
  defaults: {
    steps: 20,
    cfg: 1,
    guidance: 3.5,
    sampler: 'euler',
    scheduler: 'simple',
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 },
  },
}

const schnell: ModelVariant = {
  ...dev,
  id: 'schnell',
  title: 'FLUX.1 schnell',
  sign: /schnell/,
  refuses: {
    ...dev.refuses,
    cfg: 'must be 1 for FLUX.1 schnell, which was distilled to do without it',
    guidance: 'has no effect on FLUX.1 schnell, which was distilled to do without it',
  },
  cannot: { edit: noReferences('FLUX.1 schnell') },
  defaults: {
    steps: 4,
    cfg: 1,
    sampler: 'euler',
    scheduler: 'simple',
    resolution: dev.defaults.resolution,
    denoise: dev.defaults.denoise,
  },
}

const krea: ModelVariant = {
  ...dev,
  id: 'krea',
  title: 'FLUX.1 Krea dev',
  sign: /krea/,
  cannot: { edit: noReferences('FLUX.1 Krea dev') },
  defaults: { ...dev.defaults, guidance: 4.5 },
}

const kontext: ModelVariant = {
  ...dev,
  id: 'kontext',
  title: 'FLUX.1 Kontext dev',
  sign: /kontext/,
  references: 5,
  scaleReference: (image) => scaleForKontext({ image }),
  isEditor: true,
  cannot: {},
  defaults: {
    ...dev.defaults,
    guidance: 2.5,
    denoise: { ...dev.defaults.denoise, image: 1, mask: 1 },
  },
}

const fillOnly = (what: string): string =>
  `FLUX.1 Fill paints masked parts of a picture and nothing else: ${what}, or take FLUX.1 dev.`

const fill: ModelVariant = {
  ...dev,
  id: 'fill',
  title: 'FLUX.1 Fill dev',
  sign: /fill|onereward/,
  seesMask: true,
  cannot: {
    ...dev.cannot,
    'text-to-image': fillOnly('give image and mask'),
    'image-to-image': fillOnly('give a mask'),
    controlnet: fillOnly('give image and mask'),
    'hires-fix': fillOnly('give image and mask'),
    upscale: fillOnly('give a mask'),
  },
  defaults: {
    ...dev.defaults,
    guidance: 30,
    scheduler: 'normal',
    denoise: { ...dev.defaults.denoise, mask: 1 },
  },
}

const controlOnly = (title: string, shows: string): ModelVariant['cannot'] => {
  const why = `${title} paints after a picture that shows ${shows}: give it as control, or take FLUX.1 dev.`
  return {
    'text-to-image': why,
    'image-to-image': why,
    inpaint: why,
    outpaint: why,
    edit: why,
    'hires-fix': why,
    upscale: why,
  }
}

const canny: ModelVariant = {
  ...dev,
  id: 'canny',
  title: 'FLUX.1 Canny dev',
  sign: /canny/,
  control: { by: 'itself', type: 'canny' },
  cannot: controlOnly('FLUX.1 Canny', 'edges'),
  defaults: { ...dev.defaults, guidance: 30, scheduler: 'normal' },
}

const depth: ModelVariant = {
  ...dev,
  id: 'depth',
  title: 'FLUX.1 Depth dev',
  sign: /depth/,
  control: { by: 'itself', type: 'depth' },
  cannot: controlOnly('FLUX.1 Depth', 'depth'),
  defaults: { ...dev.defaults, guidance: 10, scheduler: 'normal' },
}

export const flux1: ModelFamily = {
  id: 'flux1',
  title: 'FLUX.1',
  folder: 'diffusion_models',
  // A word, alone or with a variant joined to it: `conflux` and `fluxion` are others.
  sign: /^(?!.*(redux|vae)(?![a-z]))(.*(?<![a-z])flux(?![a-z])|.*(?<![a-z])flux(dev|schnell|kontext|fill|canny|depth|krea)(?![a-z]))/,
  variants: [dev, schnell, kontext, fill, canny, depth, krea],
}
