import { pictureWords, storedPictureWords } from '@darkroom/recipe'
import { z } from 'zod'
import type { ModelVariant } from '../families/model-family.ts'
import { familyWorkflows } from '../family-workflows.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { saveImage } from '../nodes/images.ts'
import { enlargeSamples } from '../parts/enlarge.ts'
import type { FamilyInputs } from '../parts/family-inputs.ts'
import {
  commonWords,
  familyWords,
  storedCommonWords,
  storedFamilyWords,
  storedResolution,
} from '../parts/family-words.ts'
import { samplePass } from '../parts/sample-pass.ts'
import { setScene } from '../parts/set-scene.ts'
import type { WorkflowEntry } from '../workflow-entry.ts'

type Inputs = FamilyInputs & {
  readonly resolution: { readonly width: number; readonly height: number }
}

/** Prompts → sampler at a size that the model knows → enlarged → sampler once more, for the detail → picture. */
function paintTwice(
  variant: ModelVariant,
  inputs: Inputs,
  { filenamePrefix }: { readonly filenamePrefix: string },
): Workflow {
  const { resolution: size, batch_size: batchSize } = inputs
  const scene = setScene(variant, inputs, { size })
  const latent = variant.emptyLatent({ ...size, batchSize })
  const samples = samplePass(scene, { latent })
  return createWorkflow([saveImage({ images: enlargeSamples(scene, samples), filenamePrefix })])
}

const { resolution, batch_size } = commonWords

export const workflows: readonly WorkflowEntry[] = familyWorkflows({
  task: 'hires-fix',
  title: 'A large picture from words, in two passes',
  asked: z.strictObject({
    ...familyWords,
    resolution,
    batch_size,
    upscale: pictureWords.upscale,
  }),
  stored: z.object({
    ...storedFamilyWords,
    resolution: storedResolution,
    batch_size: storedCommonWords.batch_size,
    upscale: storedPictureWords.upscale,
  }),
  fill: ({ resolution: size }, { defaults }) => ({ resolution: size ?? defaults.resolution }),
  build: paintTwice,
})
