import { foundRecipeSchema, type Recipe, recipeSchema } from '@darkroom/recipe'
import { z } from 'zod'
import { InvalidParameterError } from '../errors.ts'
import { createWorkflow, type Workflow } from '../graph/workflow.ts'
import { encodeText } from '../nodes/conditioning.ts'
import { saveImage } from '../nodes/images.ts'
import { decodeLatent, emptyLatent } from '../nodes/latents.ts'
import { loadCheckpoint } from '../nodes/loaders.ts'
import { applyLora } from '../nodes/loras.ts'
import { sample } from '../nodes/sampling.ts'
import { defineWorkflow, type Need, type WorkflowEntry } from '../workflow-entry.ts'

/** The words of the recipe that this workflow uses. */
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

export const workflow: WorkflowEntry = defineWorkflow<TextToImageInputs>({
  name: 'text-to-image',
  title: 'A picture from words',
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

/** Builds the graph: checkpoint → LoRAs → two prompts → sampler → picture. */
export function textToImage(
  inputs: TextToImageInputs,
  { filenamePrefix = 'darkroom' }: { filenamePrefix?: string } = {},
): Workflow {
  checkIntegers(inputs)
  const checkpoint = loadCheckpoint({ name: inputs.model })
  let { model, clip } = checkpoint
  for (const { name, strength_model, strength_clip } of inputs.loras) {
    const strengths = { strengthModel: strength_model, strengthClip: strength_clip }
    ;({ model, clip } = applyLora({ model, clip, name, ...strengths }))
  }
  const samples = sample({
    model,
    positive: encodeText({ clip, text: inputs.prompt, title: 'Prompt' }),
    negative: encodeText({ clip, text: inputs.negative_prompt, title: 'Negative Prompt' }),
    latent: emptyLatent({ ...inputs.resolution, batchSize: inputs.batch_size }),
    seed: inputs.seed,
    steps: inputs.steps,
    cfg: inputs.cfg,
    sampler: inputs.sampler,
    scheduler: inputs.scheduler,
  })
  const images = decodeLatent({ samples, vae: checkpoint.vae })
  return createWorkflow([saveImage({ images, filenamePrefix })])
}

/** Rejects inexact integers: ComfyUI would silently cut off a fraction, and change a seed beyond 2^53. */
function checkIntegers({ seed, steps, resolution, batch_size = 1 }: TextToImageInputs): void {
  for (const [field, value] of Object.entries({ seed, steps, ...resolution, batch_size })) {
    const minimum = field === 'seed' ? 0 : 1
    if (Number.isSafeInteger(value) && value >= minimum) continue
    throw new InvalidParameterError(
      field,
      `must be an integer of at least ${minimum}, not ${value}`,
    )
  }
}
