import { pictureWords, storedPictureWords } from '@darkroom/recipe'
import { z } from 'zod'
import { InvalidParameterError } from '../errors.ts'
import type { ModelVariant } from '../families/model-family.ts'
import { familyWorkflows } from '../family-workflows.ts'
import type { Image } from '../graph/output.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { conditionPicture } from '../nodes/control.ts'
import { saveImage } from '../nodes/images.ts'
import { sizeOf } from '../nodes/scaling.ts'
import { guidesOf } from '../parts/control-guides.ts'
import { enlargeSamples } from '../parts/enlarge.ts'
import type { FamilyInputs, Sized } from '../parts/family-inputs.ts'
import {
  commonWords,
  familyWords,
  storedCommonWords,
  storedFamilyWords,
} from '../parts/family-words.ts'
import { type Pass, type Scene, samplePass } from '../parts/sample-pass.ts'
import { setScene } from '../parts/set-scene.ts'
import { repeated } from '../parts/start-from.ts'
import type { WorkflowEntry } from '../workflow-entry.ts'

type Inputs = FamilyInputs & Sized

/** Prompts and control pictures → sampler → picture, of the proportions of the first control picture unless said. */
function paintByControl(
  variant: ModelVariant,
  inputs: Inputs,
  { filenamePrefix }: { readonly filenamePrefix: string },
): Workflow {
  const guides = guidesOf(variant, inputs)
  const image = guides[0]?.picture
  if (image === undefined) throw new InvalidParameterError('control.0.image', 'must name a picture')
  const size = inputs.resolution ?? sizeOf({ image })
  const { latent, ...scene } = begin(setScene(variant, inputs, { size, guides }), image)
  const samples = samplePass(scene, { latent })
  return createWorkflow([saveImage({ images: enlargeSamples(scene, samples), filenamePrefix })])
}

/** A model that was made for one type of pictures sees it beside the latent; every other begins with an empty one. */
function begin(scene: Scene, image: Image): Scene & Pick<Pass, 'latent'> {
  const { variant, inputs, size, vae, positive, negative } = scene
  if (variant.control?.by !== 'itself') {
    return { ...scene, latent: variant.emptyLatent({ ...size, batchSize: inputs.batch_size }) }
  }
  const seen = conditionPicture({ positive, negative, vae, image })
  return { ...scene, ...seen, latent: repeated(scene, seen.latent) }
}

const { denoise: _, ...words } = commonWords

export const workflows: readonly WorkflowEntry[] = familyWorkflows({
  task: 'controlnet',
  title: 'A picture after a control picture',
  asked: z.strictObject({ ...familyWords, ...words, control: pictureWords.control }),
  stored: z.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    control: storedPictureWords.control,
  }),
  build: paintByControl,
})
