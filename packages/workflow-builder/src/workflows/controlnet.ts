import { pictureWords, storedPictureWords } from '@darkroom/recipe'
import { z } from 'zod'
import type { ModelVariant } from '../families/model-family.ts'
import { familyWorkflows } from '../family-workflows.ts'
import type { Latent } from '../graph/output.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { conditionPicture } from '../nodes/control.ts'
import { saveImage } from '../nodes/images.ts'
import { scaleImage } from '../nodes/scaling.ts'
import { enlargeSamples } from '../parts/enlarge.ts'
import type { FamilyInputs } from '../parts/family-inputs.ts'
import {
  commonWords,
  familyWords,
  storedCommonWords,
  storedFamilyWords,
  storedResolution,
} from '../parts/family-words.ts'
import { controlPicture } from '../parts/guide-by-nets.ts'
import { type Scene, samplePass } from '../parts/sample-pass.ts'
import { setScene } from '../parts/set-scene.ts'
import { repeated } from '../parts/start-from.ts'
import type { WorkflowEntry } from '../workflow-entry.ts'

type Inputs = FamilyInputs & {
  readonly resolution: { readonly width: number; readonly height: number }
}

/** Prompts and control pictures → sampler → picture. */
function paintByControl(
  variant: ModelVariant,
  inputs: Inputs,
  { filenamePrefix }: { readonly filenamePrefix: string },
): Workflow {
  const set = setScene(variant, inputs, { size: inputs.resolution })
  const { latent, ...scene } = begin(set, inputs)
  const samples = samplePass(scene, { latent })
  return createWorkflow([saveImage({ images: enlargeSamples(scene, samples), filenamePrefix })])
}

/** A model that was made for one type of pictures sees it beside the latent; every other begins with an empty one. */
function begin(
  scene: Scene,
  { resolution, batch_size: batchSize, control }: Inputs,
): Scene & {
  readonly latent: Latent
} {
  const { variant, vae, positive, negative } = scene
  const [first] = control ?? []
  if (variant.control?.by !== 'itself' || first === undefined) {
    return { ...scene, latent: variant.emptyLatent({ ...resolution, batchSize }) }
  }
  const image = scaleImage({ image: controlPicture(first), ...resolution })
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
    resolution: storedResolution,
  }),
  fill: ({ resolution }, { defaults }) => ({ resolution: resolution ?? defaults.resolution }),
  build: paintByControl,
})
