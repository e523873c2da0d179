import { pictureWords, storedPictureWords } from '@darkroom/recipe'
import { z } from 'zod'
import type { ModelVariant } from '../families/model-family.ts'
import { familyWorkflows } from '../family-workflows.ts'
import type { Mask } from '../graph/output.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { loadImage, saveImage } from '../nodes/images.ts'
import { growMask, invertMask, loadMask } from '../nodes/masks.ts'
import type { InpaintInputs } from '../parts/family-inputs.ts'
import {
  commonWords,
  familyWords,
  storedCommonWords,
  storedFamilyWords,
} from '../parts/family-words.ts'
import { fitMask, fitPicture } from '../parts/fit-picture.ts'
import { repaint } from '../parts/repaint.ts'
import type { WorkflowEntry } from '../workflow-entry.ts'

/** Pixels by which a mask grows unless said: a mask that is drawn tightly leaves a rim of what was there. */
const growth = 8

/** Picture and mask → sampler, which paints the masked part → put over the picture. */
function inpaint(
  variant: ModelVariant,
  inputs: InpaintInputs,
  { filenamePrefix }: { readonly filenamePrefix: string },
): Workflow {
  const given = loadImage({ name: inputs.image })
  const image = fitPicture(variant, inputs, given.image)
  const mask = grown(inputs, fitMask(inputs, maskOf(inputs, given.mask)))
  const images = repaint(variant, inputs, { image, mask })
  return createWorkflow([saveImage({ images, filenamePrefix })])
}

/** The mask in any of its forms: a part of a picture of its own, or what is transparent in the picture itself. */
function maskOf({ mask: name, mask_mode: mode = 'white' }: InpaintInputs, transparent: Mask): Mask {
  if (name === undefined) return transparent
  if (mode === 'transparent') return loadMask({ name, channel: 'alpha' })
  const white = loadMask({ name, channel: 'red' })
  return mode === 'white' ? white : invertMask({ mask: white })
}

const grown = ({ grow_mask: pixels }: InpaintInputs, mask: Mask): Mask =>
  pixels === 0 ? mask : growMask({ mask, pixels })

const { image, mask, mask_mode, grow_mask } = pictureWords
const stored = storedPictureWords

export const workflows: readonly WorkflowEntry[] = familyWorkflows({
  task: 'inpaint',
  title: 'A part of a picture painted anew',
  asked: z
    .strictObject({
      ...familyWords,
      ...commonWords,
      image,
      mask: mask.optional(),
      mask_mode: mask_mode.optional(),
      grow_mask: grow_mask.optional(),
    })
    .refine(
      (given) => given.mask !== undefined || (given.mask_mode ?? 'transparent') === 'transparent',
      {
        path: ['mask_mode'],
        message: 'needs a mask: without one, the transparent parts of the image are painted anew',
      },
    ),
  stored: z.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    image: stored.image,
    mask: stored.mask.optional(),
    mask_mode: stored.mask_mode.optional(),
    grow_mask: stored.grow_mask,
    denoise: z.number(),
  }),
  fill: ({ denoise, grow_mask: pixels }, { defaults }) => ({
    denoise: denoise ?? defaults.denoise.mask,
    grow_mask: pixels ?? growth,
  }),
  build: inpaint,
})
