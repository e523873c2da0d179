import { pictureWords, storedPictureWords } from '@darkroom/recipe'
import { z } from 'zod'
import type { ModelVariant } from '../families/model-family.ts'
import { familyWorkflows } from '../family-workflows.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { loadImage, saveImage } from '../nodes/images.ts'
import { sizeOf } from '../nodes/scaling.ts'
import { byModel, enlargePicture } from '../parts/enlarge.ts'
import type { FamilyInputs } from '../parts/family-inputs.ts'
import { familyWords, storedFamilyWords } from '../parts/family-words.ts'
import { ownReferences, setScene } from '../parts/set-scene.ts'
import { defineWorkflow, type WorkflowEntry } from '../workflow-entry.ts'

const { image, upscale } = pictureWords
const { model, factor } = upscale.shape
const stored = storedPictureWords

interface PlainInputs {
  readonly image: string
  readonly upscale: { readonly factor: number; readonly model: string }
  readonly [word: string]: unknown
}

/** Picture → upscale model → larger picture. Nothing is painted, so that it takes no words. */
export const workflow: WorkflowEntry = defineWorkflow<PlainInputs>({
  name: 'upscale',
  title: 'A picture made larger',
  task: 'upscale',
  inputs: z.strictObject({ image, upscale: z.strictObject({ factor, model: model.unwrap() }) }),
  stored: z.object({
    image: z.string(),
    upscale: z.object({ factor: z.number(), model: z.string() }),
  }),
  nodeClasses: [],
  judgesGraph: true,
  needs: (inputs) => [
    {
      path: ['upscale', 'model'],
      kind: 'model',
      nodeClass: 'UpscaleModelLoader',
      input: 'model_name',
      name: inputs.upscale.model,
    },
  ],
  build: (inputs, { filenamePrefix }) => {
    const given = loadImage({ name: inputs.image }).image
    const images = byModel({ image: given, ...inputs.upscale })
    return createWorkflow([saveImage({ images, filenamePrefix })])
  },
})

/** How much is painted anew unless said: enough for new detail, too little for new things. */
const detail = 0.33

type Inputs = FamilyInputs & { readonly image: string }

/** Picture → upscale model → sampler, which adds detail → larger picture. */
function upscaleAndRefine(
  variant: ModelVariant,
  inputs: Inputs,
  { filenamePrefix }: { readonly filenamePrefix: string },
): Workflow {
  const given = loadImage({ name: inputs.image }).image
  const scene = setScene(variant, inputs, {
    size: sizeOf({ image: given }),
    references: ownReferences(variant, given),
  })
  return createWorkflow([saveImage({ images: enlargePicture(scene, given), filenamePrefix })])
}

export const workflows: readonly WorkflowEntry[] = familyWorkflows({
  task: 'upscale',
  title: 'A picture made larger, with new detail',
  asked: z.strictObject({ ...familyWords, image, upscale }),
  stored: z.object({ ...storedFamilyWords, image: stored.image, upscale: stored.upscale }),
  fill: ({ upscale: asked }) => ({ upscale: { ...asked, denoise: asked?.denoise ?? detail } }),
  build: upscaleAndRefine,
})
