import { recipeChangeSchema, recipeSchema } from '@darkroom/recipe'
import { z } from '@hono/zod-openapi'

// New objects are made here, for those of the recipe's package were made before zod learnt of OpenAPI.

/** Words of pictures that are made from pictures. */
const ofPictures = { denoise: true } as const

const words = recipeSchema.omit(ofPictures).shape
const { steps, cfg, guidance, sampler, scheduler, resolution } = recipeChangeSchema.shape

const byModel = (usual: string): string =>
  `Default: what suits the model's family; ${usual} for checkpoints of Stable Diffusion.`

/** Words with a default of the model's family, which only the servers tell. */
const open = {
  steps: steps.meta({ description: byModel('20') }),
  cfg: cfg.meta({
    description: `${byModel('7')} Families with distilled guidance have 1 and no other.`,
  }),
  guidance: guidance.meta({
    description: `Distilled guidance (Flux and its kin), which is not CFG. ${byModel('none')}`,
  }),
  sampler: sampler.meta({ description: byModel('euler'), example: 'euler' }),
  scheduler: scheduler.meta({ description: byModel('normal'), example: 'normal' }),
  // Without a text of its own, it is a reference to the schema of that name.
  resolution,
}

/** Whether the default of the word is that of the model's family. */
export const isOpen = (word: string): boolean => word in open

/** The words that can be asked for: those of the recipe that these routes' workflows use. */
export const askedRecipe = z.strictObject({ ...words, ...open })

/** The same words as changes: one that is not given stays as it is. */
export const changedRecipe = z.strictObject(recipeChangeSchema.omit(ofPictures).shape)

/** The workflow of every picture asked for by recipe words; the model's family may have one of its own. */
export const workflow = 'text-to-image'

const usual = recipeSchema.parse({ prompt: '-', model: '-' })
const once = {
  steps: usual.steps,
  cfg: usual.cfg,
  sampler: usual.sampler,
  scheduler: usual.scheduler,
  resolution: usual.resolution,
}

/**
 * The words as fingerprints have them. Once these words had one default for all models: what was sent then under an
 * idempotency key is the same request now.
 */
export const fingerprinted = <T extends object>(asked: T): object => ({ ...once, ...asked })
