import { chroma } from './chroma.ts'
import { flux1 } from './flux1.ts'
import { flux2 } from './flux2.ts'
import { hidream } from './hidream.ts'
import { lumina2 } from './lumina2.ts'
import type { ModelFamily, ModelVariant } from './model-family.ts'
import { qwenImage } from './qwen-image.ts'
import { qwenImageEdit } from './qwen-image-edit.ts'
import { sd2 } from './sd2.ts'
import { sd15 } from './sd15.ts'
import { sd35 } from './sd35.ts'
import { sdxl } from './sdxl.ts'
import { zImage } from './z-image.ts'

/** Every family, the more telling name first: `qwen-image-edit` is no `qwen-image`, `flux2` no `flux1`. */
export const modelFamilies: readonly ModelFamily[] = [
  qwenImageEdit,
  qwenImage,
  zImage,
  chroma,
  hidream,
  lumina2,
  flux2,
  flux1,
  sd35,
  sdxl,
  sd2,
  sd15,
]

export const findFamily = (id: string): ModelFamily | undefined =>
  modelFamilies.find((family) => family.id === id)

export const findVariant = (family: ModelFamily, id: string): ModelVariant | undefined =>
  family.variants.find((variant) => variant.id === id)
