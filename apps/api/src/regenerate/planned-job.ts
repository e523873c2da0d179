import type { JobRequest } from '@darkroom/generation'
import type { FoundRecipe } from '@darkroom/recipe'
import type { RecipeChange } from './to-recipe.ts'

/** A job that makes a picture again. */
export interface PlannedJob {
  readonly request: JobRequest
  /** What differs from the picture, once the job is accepted. */
  readonly changes: (accepted: AcceptedRecipe) => readonly RecipeChange[]
}

export interface AcceptedRecipe {
  readonly seed: number
  /** The words that it was accepted with, defaults filled in. */
  readonly recipe: FoundRecipe
}
