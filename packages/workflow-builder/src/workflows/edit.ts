import { pictureWords, storedPictureWords } from '@darkroom/recipe'
import { z } from 'zod'
import { InvalidParameterError } from '../errors.ts'
import type { ModelVariant } from '../families/model-family.ts'
import { familyWorkflows } from '../family-workflows.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { loadImage, saveImage } from '../nodes/images.ts'
import { sizeOf } from '../nodes/scaling.ts'
import { enlargeSamples } from '../parts/enlarge.ts'
import type { EditInputs } from '../parts/family-inputs.ts'
import {
  commonWords,
  familyWords,
  storedCommonWords,
  storedFamilyWords,
} from '../parts/family-words.ts'
import { samplePass } from '../parts/sample-pass.ts'
import { asReference, setScene } from '../parts/set-scene.ts'
import type { WorkflowEntry } from '../workflow-entry.ts'

/** Pictures and an instruction → sampler → a new picture, of the size of the first. */
function edit(
  variant: ModelVariant,
  inputs: EditInputs,
  { filenamePrefix }: { readonly filenamePrefix: string },
): Workflow {
  const references = inputs.references.map((name) =>
    asReference(variant, loadImage({ name }).image),
  )
  const [image] = references
  if (image === undefined) throw new InvalidParameterError('references', 'must name a picture')
  const size = inputs.resolution ?? sizeOf({ image })
  const scene = setScene(variant, inputs, { size, references })
  const latent = variant.emptyLatent({ ...size, batchSize: inputs.batch_size })
  const samples = samplePass(scene, { latent })
  return createWorkflow([saveImage({ images: enlargeSamples(scene, samples), filenamePrefix })])
}

const { denoise: _, ...words } = commonWords
const { references } = pictureWords

export const workflows: readonly WorkflowEntry[] = familyWorkflows({
  task: 'edit',
  title: 'Pictures changed by an instruction',
  asked: z.strictObject({ ...familyWords, ...words, references }),
  stored: z.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    references: storedPictureWords.references,
  }),
  build: edit,
})
