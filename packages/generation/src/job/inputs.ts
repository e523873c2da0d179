import { type FoundRecipe, readFound } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
import type { PromptTexts } from './job-request.ts'

/** The words of the recipe among the inputs of a job, whichever workflow they are of. */
export const recipeOf = (inputs: Inputs): FoundRecipe => readFound(inputs)

/** How many pictures one run makes. */
export const picturesOf = ({ batch_size: size }: Inputs): number =>
  typeof size === 'number' ? size : 1

/** The texts among the inputs; those that a workflow has no input for are empty. */
export const textsOf = ({ prompt, negative_prompt: negative }: Inputs): PromptTexts => ({
  prompt: typeof prompt === 'string' ? prompt : '',
  negative_prompt: typeof negative === 'string' ? negative : '',
})
