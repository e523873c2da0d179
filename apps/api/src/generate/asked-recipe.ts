import { recipeChangeSchema, recipeSchema } from '@darkroom/recipe'
import { textToImageWords } from '@darkroom/workflow-builder'
import { z } from '@hono/zod-openapi'

// New objects are made here, for those of the recipe's package were made before zod learnt of OpenAPI.

/** The words that can be asked for: those of the recipe that these routes' workflow uses. */
export const askedRecipe = z.strictObject(recipeSchema.pick(textToImageWords).shape)

/** The same words as changes: one that is not given stays as it is. */
export const changedRecipe = z.strictObject(recipeChangeSchema.pick(textToImageWords).shape)

/** The workflow of every picture asked for by recipe words. */
export const workflow = 'text-to-image'
