import type { JobRequest } from '@darkroom/generation'
import type { FoundRecipe } from '@darkroom/recipe'
import type { RecipeChange } from './to-recipe.ts'

/** A job that makes a picture again; to be disposed of when it is accepted, and what it brings is no longer held. */
export interface PlannedJob extends Disposable {
  readonly request: JobRequest
  /** Whether the prompt is taken letter for letter: that of the picture has its wildcards drawn. */
  readonly literal: boolean
  /** What differs from the picture, once the job is accepted. */
  readonly changes: (accepted: AcceptedRecipe) => readonly RecipeChange[]
}

export interface AcceptedRecipe {
  readonly seed: number
  /** The words that it was accepted with, defaults filled in. */
  readonly recipe: FoundRecipe
  /** The graph that is sent, where the job is one. */
  readonly graph: string | undefined
}
