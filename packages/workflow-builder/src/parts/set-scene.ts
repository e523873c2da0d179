import type { ModelVariant } from '../families/model-family.ts'
import type { Image } from '../graph/output.ts'
import type { PictureSize } from '../nodes/scaling.ts'
import { checkIntegers } from './check-integers.ts'
import type { FamilyInputs, Sized } from './family-inputs.ts'
import { controlPicture, guideByNets, type Hole } from './guide-by-nets.ts'
import { loadParts } from './load-parts.ts'
import { throwRefusal } from './refusals.ts'
import type { Scene } from './sample-pass.ts'

/** Loads the parts, turns the words into conditioning, and lets control pictures guide. */
export function setScene(
  variant: ModelVariant,
  inputs: FamilyInputs & Sized,
  {
    size,
    references = [],
    hole,
  }: {
    readonly size: PictureSize
    readonly references?: readonly Image[]
    readonly hole?: Hole
  },
): Scene {
  checkIntegers(inputs)
  throwRefusal(variant, inputs)
  const { clip, ...parts } = loadParts(variant, inputs)
  const shown =
    variant.control?.by === 'reference' ? (inputs.control ?? []).map(controlPicture) : []
  const scale = variant.scaleReference ?? ((image: Image) => image)
  const words = variant.encode({
    clip,
    vae: parts.vae,
    prompt: inputs.prompt,
    negativePrompt: inputs.negative_prompt,
    guidance: inputs.guidance,
    references: [...references, ...shown].map(scale),
  })
  return guideByNets({ variant, inputs, size, ...parts, ...words }, hole)
}
