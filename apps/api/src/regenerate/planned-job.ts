import type { JobRequest } from '@darkroom/generation'
import type { RecipeChange } from './to-recipe.ts'

/** A job that makes a picture again. */
export interface PlannedJob {
  readonly request: JobRequest
  /** What differs from the picture, once the seed is chosen. */
  readonly changes: (seed: number) => readonly RecipeChange[]
}
