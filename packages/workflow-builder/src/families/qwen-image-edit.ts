import { normalizeCfg, shiftAuraFlow } from '../nodes/model-patches.ts'
import { scaleForKontext } from '../nodes/references.ts'
import { scaleToPixels } from '../nodes/scaling.ts'
import { encodeEditing, encodeEditingMany, encodeEditingMarked } from './encoding.ts'
import type { ModelFamily, ModelVariant } from './model-family.ts'
import { qwenImage } from './qwen-image.ts'

const [image] = qwenImage.variants

const needsPicture =
  'Qwen-Image-Edit changes pictures: give references or an image, or take Qwen-Image.'

const of2509: ModelVariant = {
  ...image,
  id: '2509',
  title: 'Qwen-Image-Edit 2509',
  sign: /2509/,
  tuneModel: (model) => normalizeCfg({ model: shiftAuraFlow({ model, shift: 3 }) }),
  encode: encodeEditingMany,
  references: 3,
  scaleReference: (picture) => scaleToPixels({ image: picture, megapixels: 1, multiple: 16 }),
  isEditor: true,
  control: { by: 'reference' },
  cannot: { 'text-to-image': needsPicture, 'hires-fix': needsPicture },
  defaults: {
    ...image.defaults,
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 1, mask: 1, enlarged: 0.5 },
  },
}

const { control: _, ...uncontrolled } = of2509

const first: ModelVariant = {
  ...uncontrolled,
  id: 'first',
  title: 'Qwen-Image-Edit',
  encode: encodeEditing,
  references: 1,
  cannot: {
    ...of2509.cannot,
    controlnet:
      'The first Qwen-Image-Edit takes no control pictures; Qwen-Image-Edit 2509 and later ones do.',
  },
}

const of2511: ModelVariant = {
  ...of2509,
  id: '2511',
  title: 'Qwen-Image-Edit 2511',
  sign: /2511/,
  tuneModel: (model) => normalizeCfg({ model: shiftAuraFlow({ model, shift: 3.1 }) }),
  encode: encodeEditingMarked,
  scaleReference: (picture) => scaleForKontext({ image: picture }),
  defaults: { ...of2509.defaults, steps: 40, cfg: 4 },
}

/** Merged with a LoRA that does with few steps. */
const lightning: ModelVariant = {
  ...of2509,
  id: 'lightning',
  title: 'Qwen-Image-Edit Lightning',
  sign: /lightning|distill|rapid|turbo|\dsteps?/,
  defaults: { ...of2509.defaults, steps: 4, cfg: 1 },
}

export const qwenImageEdit: ModelFamily = {
  id: 'qwen-image-edit',
  title: 'Qwen-Image-Edit',
  folder: 'diffusion_models',
  sign: /qwen[-_. ]?(image[-_. ]?)?.*edit/,
  variants: [first, lightning, of2511, of2509],
}
