import type { ModelVariant } from '../families/model-family.ts'
import type { Image } from '../graph/output.ts'
import type { PictureSize } from '../nodes/scaling.ts'
import { checkIntegers } from './check-integers.ts'
import { type Guide, guidesOf } from './control-guides.ts'
import type { FamilyInputs, Sized } from './family-inputs.ts'
import { guideByNets, type Hole } from './guide-by-nets.ts'
import { loadParts } from './load-parts.ts'
import type { Scene } from './sample-pass.ts'

/** Loads the parts, turns the words into conditioning, and lets control pictures guide. */
export function setScene(
  variant: ModelVariant,
  inputs: FamilyInputs & Sized,
  {
    size,
    references = [],
    guides = guidesOf(variant, inputs),
    hole,
  }: {
    readonly size: PictureSize
    /** The pictures that the prompt speaks of, scaled as the model wants them. */
    readonly references?: readonly Image[]
    readonly guides?: readonly Guide[]
    readonly hole?: Hole
  },
): Scene {
  checkIntegers(inputs)
  const { clip, ...parts } = loadParts(variant, inputs)
  const shown = variant.control?.by === 'reference' ? guides : []
  const words = variant.encode({
    clip,
    vae: parts.vae,
    prompt: inputs.prompt,
    negativePrompt: inputs.negative_prompt,
    guidance: inputs.guidance,
    references: [
      ...references,
      ...shown.flatMap(({ picture }) =>
        picture === undefined ? [] : [asReference(variant, picture)],
      ),
    ],
  })
  return guideByNets({ variant, inputs, size, ...parts, ...words }, { guides, hole })
}

/** A picture as the model wants those that the prompt speaks of. */
export const asReference = ({ scaleReference }: ModelVariant, image: Image): Image =>
  scaleReference?.(image) ?? image

/** The picture that is changed, which an editor sees as a reference as well. */
export const ownReferences = (variant: ModelVariant, image: Image): readonly Image[] =>
  variant.isEditor ? [asReference(variant, image)] : []
