import type { Control } from '@darkroom/recipe'
import type { ModelVariant } from '../families/model-family.ts'
import type { Image } from '../graph/output.ts'
import { findEdges, loadImage } from '../nodes/images.ts'
import type { FamilyInputs, Sized } from './family-inputs.ts'
import { fitPicture } from './fit-picture.ts'

/** What guides the sampler: what was asked for, and its picture where it has one of its own. */
export interface Guide {
  readonly control: Control
  readonly picture: Image | undefined
}

/** The control pictures at the size of what is painted: the edges of a `canny` one, any other as it is. */
export const guidesOf = (
  variant: ModelVariant,
  inputs: Pick<FamilyInputs, 'control'> & Sized,
): readonly Guide[] =>
  (inputs.control ?? []).map((control) => {
    const { type, image: name } = control
    if (name === undefined) return { control, picture: undefined }
    const image = fitPicture(variant, inputs, loadImage({ name }).image)
    return { control, picture: type === 'canny' ? findEdges({ image }) : image }
  })
