import { recipeChangeSchema, recipeSchema } from '@darkroom/recipe'
import { textToImageWords } from '@darkroom/workflow-builder'
import { z } from '@hono/zod-openapi'

// Objects of our own, for those of the recipe's package were made before zod learnt of OpenAPI.

/** The words that can be asked for: those of the recipe that the workflow behind the routes has a use for. */
export const askedRecipe = z.strictObject(recipeSchema.pick(textToImageWords).shape)

/** The same, where what is not given stays as it is. */
export const changedRecipe = z.strictObject(recipeChangeSchema.pick(textToImageWords).shape)

/** The workflow of every picture that is asked for by words. */
export const workflow = 'text-to-image'
