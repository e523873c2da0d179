import { type FoundRecipe, readFound } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
import type { PromptTexts } from './job-request.ts'

/** The words of the recipe among the inputs of a job, of any workflow. */
export const recipeOf = (inputs: Inputs): FoundRecipe => readFound(inputs)

/** Number of pictures that one run makes. */
export const picturesOf = ({ batch_size: size }: Inputs): number =>
  typeof size === 'number' ? size : 1

/** The prompts among the inputs; empty where the workflow has no such input. */
export const textsOf = ({ prompt, negative_prompt: negative }: Inputs): PromptTexts => ({
  prompt: typeof prompt === 'string' ? prompt : '',
  negative_prompt: typeof negative === 'string' ? negative : '',
})
