import { pictureWords, storedPictureWords } from '@darkroom/recipe'
import { z } from 'zod'
import type { ModelVariant } from '../families/model-family.ts'
import { familyWorkflows } from '../family-workflows.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { loadImage, saveImage } from '../nodes/images.ts'
import { padForOutpaint } from '../nodes/scaling.ts'
import type { OutpaintInputs } from '../parts/family-inputs.ts'
import {
  commonWords,
  familyWords,
  storedCommonWords,
  storedFamilyWords,
} from '../parts/family-words.ts'
import { fitMask, fitPicture } from '../parts/fit-picture.ts'
import { repaint } from '../parts/repaint.ts'
import type { WorkflowEntry } from '../workflow-entry.ts'

/** Picture with grey margins → sampler, which paints the margins → the picture in its new frame. */
function outpaint(
  variant: ModelVariant,
  inputs: OutpaintInputs,
  { filenamePrefix }: { readonly filenamePrefix: string },
): Workflow {
  const { image: given } = loadImage({ name: inputs.image })
  const padded = padForOutpaint({ image: given, ...inputs.outpaint })
  const image = fitPicture(variant, inputs, padded.image)
  const mask = fitMask(inputs, padded.mask)
  const images = repaint(variant, inputs, { image, mask })
  return createWorkflow([saveImage({ images, filenamePrefix })])
}

const { image, outpaint: margins } = pictureWords

export const workflows: readonly WorkflowEntry[] = familyWorkflows({
  task: 'outpaint',
  title: 'A picture continued beyond its edges',
  asked: z.strictObject({ ...familyWords, ...commonWords, image, outpaint: margins }),
  stored: z.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    image: storedPictureWords.image,
    outpaint: storedPictureWords.outpaint,
    denoise: z.number(),
  }),
  fill: ({ denoise }) => ({ denoise: denoise ?? 1 }),
  build: outpaint,
})
