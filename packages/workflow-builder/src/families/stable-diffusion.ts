import { emptyLatent } from '../nodes/latents.ts'
import { encodeBoth } from './encoding.ts'
import type { ModelVariant } from './model-family.ts'

type Shared = Omit<ModelVariant, 'id' | 'title' | 'textEncoders' | 'vae' | 'defaults'>

/** What Stable Diffusion 1, 2 and XL share: a checkpoint with all its parts, two prompts, and CFG. */
export const stableDiffusion: Shared = {
  hasTextLoras: true,
  encode: encodeBoth,
  emptyLatent: ({ width, height, batchSize }) => emptyLatent({ width, height, batchSize }),
  sampling: 'ksampler',
  multiple: 8,
  seesMask: false,
  references: 0,
  isEditor: false,
  refuses: { guidance: 'has no effect on Stable Diffusion, which follows cfg' },
  cannot: {},
}

/** Why a picture cannot be edited by instruction. */
export const noReferences = (title: string): string =>
  `${title} takes no reference pictures; Qwen-Image-Edit, FLUX.1 Kontext and FLUX.2 do.`

/** Why no control picture guides it. */
export const noControl = (title: string): string =>
  `There is no ControlNet for ${title} that ComfyUI itself can run.`
