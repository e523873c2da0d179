import { foundRecipeSchema, type Recipe, recipeSchema } from '@darkroom/recipe'
import { z } from 'zod'
import type { ModelVariant } from '../families/model-family.ts'
import { sdxl } from '../families/sdxl.ts'
import { familyWorkflows } from '../family-workflows.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { saveImage } from '../nodes/images.ts'
import type { FamilyInputs } from '../parts/family-inputs.ts'
import {
  commonWords,
  familyWords,
  storedCommonWords,
  storedFamilyWords,
  storedResolution,
} from '../parts/family-words.ts'
import { decode, samplePass } from '../parts/sample-pass.ts'
import { setScene } from '../parts/set-scene.ts'
import { defineWorkflow, type Need, type WorkflowEntry } from '../workflow-entry.ts'

/** The words of the recipe that `text-to-image` uses. */
export const textToImageWords = {
  prompt: true,
  negative_prompt: true,
  model: true,
  seed: true,
  steps: true,
  cfg: true,
  sampler: true,
  scheduler: true,
  resolution: true,
  loras: true,
} as const

/** The inputs of a text-to-image graph. Equal inputs give equal graphs. */
export type TextToImageInputs = Readonly<Pick<Recipe, keyof typeof textToImageWords>> & {
  /** The number of pictures per run; 1 unless given. */
  readonly batch_size?: number | undefined
}

const [checkpoint] = sdxl.variants

/** Builds the graph of a checkpoint that holds all its parts, whatever its family. */
export const textToImage = (
  inputs: TextToImageInputs,
  options: { filenamePrefix?: string } = {},
): Workflow =>
  paintFromText(
    checkpoint,
    { ...inputs, model_folder: 'checkpoints', variant: checkpoint.id },
    options,
  )

type Inputs = FamilyInputs & { readonly resolution: Recipe['resolution'] }

/** Model, text encoder and VAE → prompts → sampler → picture. */
function paintFromText(
  variant: ModelVariant,
  inputs: Inputs,
  { filenamePrefix = 'darkroom' }: { filenamePrefix?: string } = {},
): Workflow {
  const { resolution: size, batch_size: batchSize } = inputs
  const scene = setScene(variant, inputs, { size })
  const latent = variant.emptyLatent({ ...size, batchSize })
  const samples = samplePass(scene, { latent })
  return createWorkflow([saveImage({ images: decode(scene, samples), filenamePrefix })])
}

/** Any checkpoint that holds all its parts. */
export const workflow: WorkflowEntry = defineWorkflow<TextToImageInputs>({
  name: 'text-to-image',
  title: 'A picture from words',
  task: 'text-to-image',
  inputs: recipeSchema
    .pick(textToImageWords)
    .extend({ batch_size: z.int().min(1).max(64).optional() }),
  stored: foundRecipeSchema
    .pick(textToImageWords)
    .required()
    .extend({ batch_size: z.int().optional() }),
  nodeClasses: ['CheckpointLoaderSimple', 'LoraLoader', 'KSampler'],
  needs: ({ model, sampler, scheduler, loras }) => [
    { path: ['model'], kind: 'model', ...checkpointList, name: model },
    {
      path: ['sampler'],
      kind: 'choice',
      nodeClass: 'KSampler',
      input: 'sampler_name',
      name: sampler,
    },
    {
      path: ['scheduler'],
      kind: 'choice',
      nodeClass: 'KSampler',
      input: 'scheduler',
      name: scheduler,
    },
    ...loras.map(
      ({ name }, index): Need => ({
        path: ['loras', index, 'name'],
        kind: 'model',
        ...loraList,
        name,
      }),
    ),
  ],
  build: textToImage,
})

const checkpointList = { nodeClass: 'CheckpointLoaderSimple', input: 'ckpt_name' }
const loraList = { nodeClass: 'LoraLoader', input: 'lora_name' }

const { resolution, batch_size } = commonWords
const { batch_size: storedBatchSize } = storedCommonWords

/** One for the models of each family, with what the family has. */
export const workflows: readonly WorkflowEntry[] = familyWorkflows({
  task: 'text-to-image',
  title: 'A picture from words',
  asked: z.strictObject({ ...familyWords, resolution, batch_size }),
  stored: z.object({
    ...storedFamilyWords,
    resolution: storedResolution,
    batch_size: storedBatchSize,
  }),
  fill: ({ resolution }, { defaults }) => ({ resolution: resolution ?? defaults.resolution }),
  build: paintFromText,
})
