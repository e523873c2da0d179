import { recipeChangeSchema, recipeSchema } from '@darkroom/recipe'
import { textToImageWords } from '@darkroom/workflow-builder'

/** The words that can be asked for: those of the recipe that the workflow behind the routes has a use for. */
export const askedRecipe = recipeSchema.pick(textToImageWords)

/** The same, where what is not given stays as it is. */
export const changedRecipe = recipeChangeSchema.pick(textToImageWords)

/** The workflow of every picture that is asked for by words. */
export const workflow = 'text-to-image'
