import { askedPictureWords, recipeChangeSchema } from '@darkroom/recipe'
import { tasks } from '@darkroom/workflow-builder'
import { z } from '@hono/zod-openapi'

const { denoise } = recipeChangeSchema.shape
const { image, mask, mask_mode, grow_mask, outpaint, references, control, upscale, tiling } =
  askedPictureWords

/** The words of pictures that are made from pictures, or made larger. */
export const pictureFields = z.object({
  workflow: z.enum(tasks).optional().openapi({
    description:
      'What is done. Unless given, the other words tell: image → image-to-image · a mask → inpaint · outpaint · references → edit · control alone → controlnet · upscale alone → hires-fix, and with an image and no prompt → upscale · else text-to-image.',
    example: 'image-to-image',
  }),
  image: image.optional(),
  denoise: denoise.optional().openapi({
    description: "How much of `image` is made anew; 1 is all of it. Default: the family's.",
  }),
  mask: mask.optional(),
  mask_mode: mask_mode.optional(),
  grow_mask: grow_mask.optional(),
  outpaint: outpaint.optional(),
  references: references.optional(),
  control: control.optional(),
  upscale: upscale.optional(),
  tiling: tiling.optional(),
})

export type PictureFields = z.output<typeof pictureFields>

/** The words about pictures that are given. */
export const pictureWordsIn = (words: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(pictureFields.shape).filter((word) => words[word] !== undefined)
