import { pictureWords, storedPictureWords } from '@darkroom/recipe'
import { z } from 'zod'
import type { ModelVariant } from '../families/model-family.ts'
import { familyWorkflows } from '../family-workflows.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { loadImage, saveImage } from '../nodes/images.ts'
import { sizeOf } from '../nodes/scaling.ts'
import { enlargeSamples } from '../parts/enlarge.ts'
import type { ImageInputs } from '../parts/family-inputs.ts'
import {
  commonWords,
  familyWords,
  storedCommonWords,
  storedFamilyWords,
} from '../parts/family-words.ts'
import { fitPicture } from '../parts/fit-picture.ts'
import { samplePass } from '../parts/sample-pass.ts'
import { ownReferences, setScene } from '../parts/set-scene.ts'
import { startFrom } from '../parts/start-from.ts'
import type { WorkflowEntry } from '../workflow-entry.ts'

/** Picture → latent → sampler, which makes a part of it anew → picture. */
function paintFromPicture(
  variant: ModelVariant,
  inputs: ImageInputs,
  { filenamePrefix }: { readonly filenamePrefix: string },
): Workflow {
  const { image: given } = loadImage({ name: inputs.image })
  const image = fitPicture(variant, inputs, given)
  const scene = setScene(variant, inputs, {
    size: inputs.resolution ?? sizeOf({ image }),
    references: ownReferences(variant, image),
  })
  const latent = startFrom(scene, image)
  const samples = samplePass(scene, { latent, denoise: inputs.denoise })
  return createWorkflow([saveImage({ images: enlargeSamples(scene, samples), filenamePrefix })])
}

export const workflows: readonly WorkflowEntry[] = familyWorkflows({
  task: 'image-to-image',
  title: 'A picture from a picture',
  asked: z.strictObject({ ...familyWords, ...commonWords, image: pictureWords.image }),
  stored: z.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    image: storedPictureWords.image,
    denoise: z.number(),
  }),
  fill: ({ denoise }, { defaults }) => ({ denoise: denoise ?? defaults.denoise.image }),
  build: paintFromPicture,
})
